using Complex = System.Numerics.Complex;

namespace FlrInterop.Tests;

public sealed class PeriodicTaskTests
{
    private const double Rounding = 1e-12;

    [Fact]
    public void Every_letter_is_a_closed_curve_of_size_one_about_its_centre()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var task = new LetterTrajectory(alphabet, 20, 1, seed: 1, harmonics: 6);
        Assert.Equal(26, task.Maps);
        for (int map = 0; map < 26; map++)
        {
            double power = 0;
            for (int r = 0; r < 2; r++)
            {
                Assert.Equal(Complex.Zero, task.Curve(map, r, 0));
                for (int k = 1; k <= 6; k++)
                    power += 0.5 * task.Curve(map, r, k).Magnitude * task.Curve(map, r, k).Magnitude;
            }

            Assert.Equal(1, power, Rounding);
        }
    }

    [Fact]
    public void The_target_of_a_letter_is_read_out_as_its_curve()
    {
        var task = new LetterTrajectory("FL", 30, 0.5, seed: 2);
        for (int k = 0; k <= task.Harmonics; k++)
        {
            Complex[] target = task.Target(1, k);
            for (int r = 0; r < 2; r++)
            {
                Complex read = 0;
                for (int i = 0; i < 30; i++)
                    read += task.Readout(1, r)[i] * target[i] / 30;
                Assert.True((read - task.Curve(1, r, k)).Magnitude < Rounding);
            }
        }
    }

    [Fact]
    public void A_drawn_circle_has_one_harmonic()
    {
        const int points = 360;
        double[] circle = [.. Enumerable.Range(0, points).SelectMany(i => new[] { 3 + Math.Cos(2 * Math.PI * i / points), Math.Sin(2 * Math.PI * i / points) })];
        LetterTrajectory task = LetterTrajectory.FromPoints(NdArray<double>.Copy(circle, points, 2), 10, 1, seed: 1);
        Assert.True((task.Curve(0, 0, 1) - 1).Magnitude < 1e-3);
        Assert.True((task.Curve(0, 1, 1) - new Complex(0, -1)).Magnitude < 1e-3);
        Assert.True(task.Curve(0, 0, 2).Magnitude < 1e-3);
    }

    [Fact]
    public void A_time_series_of_a_cosine_is_the_cosine()
    {
        CosineWave wave = CosineWave.Random(6, 1, 0.5, seed: 3);
        const int times = 40;
        double[] inputs = new double[times * 6], targets = new double[times * 6];
        for (int t = 0; t < times; t++)
        {
            for (int i = 0; i < 6; i++)
            {
                Complex turn = Complex.Exp(new Complex(0, 2 * Math.PI * t / times));
                inputs[(t * 6) + i] = (wave.Input(0, 1)[i] * turn).Real;
                targets[(t * 6) + i] = (wave.Target(0, 1)[i] * turn).Real;
            }
        }

        var series = new TimeSeries(NdArray<double>.Copy(inputs, times, 6), NdArray<double>.Copy(targets, times, 6), wave.Period / times);
        Assert.Equal(wave.Omega, series.Omega, Rounding);
        for (int i = 0; i < 6; i++)
        {
            Assert.True((wave.Input(0, 1)[i] - series.Input(0, 1)[i]).Magnitude < Rounding);
            Assert.True((wave.Target(0, 1)[i] - series.Target(0, 1)[i]).Magnitude < Rounding);
            Assert.True(series.Target(0, 2)[i].Magnitude < Rounding);
        }
    }

    [Fact]
    public void Wrong_tasks_are_refused()
    {
        NdArray<double> pattern = NdArray<double>.Copy([1, -1], 1, 2);
        Assert.Throws<ParameterException>(() => new CosineWave(pattern, 0, cosine: pattern));
        Assert.Throws<ParameterException>(() => new CosineWave(pattern, 1));
        Assert.Throws<ShapeException>(() => new CosineWave(pattern, 1, sine: NdArray<double>.Copy([1, 1, 1], 1, 3)));
        Assert.Contains("'É'", Assert.Throws<UnknownNameException>(() => new LetterTrajectory("É", 10, 1, seed: 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new TimeSeries(NdArray<double>.Copy(new double[4], 2, 2), NdArray<double>.Copy(new double[4], 2, 2), 0.1));
        Assert.Throws<ParameterException>(() => new TimeSeries(NdArray<double>.Copy(new double[8], 4, 2), NdArray<double>.Copy(new double[8], 4, 2), 0.1, harmonics: 2));
    }
}
