using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class KinematicsTests
{
    private const double Rounding = 1e-9;
    private static readonly BciSession Session = new SyntheticSession { Trials = 4 }.Build();

    [Fact]
    public void Velocity_equals_a_matrix_product()
    {
        var expected = Session.Bins.Activity.ToMatrix() * SyntheticSession.NewDecoder.Weights.ToMatrix().Transpose();
        NdArray<double> found = Session.Velocity("perturbed");
        for (int bin = 0; bin < found.Shape[0]; bin++)
        {
            Assert.Equal(expected[bin, 0] + 1, found[bin, 0], Rounding);
            Assert.Equal(expected[bin, 1] - 2, found[bin, 1], Rounding);
        }
    }

    [Fact]
    public void Progress_and_angular_error_are_the_polar_form_of_the_velocity()
    {
        NdArray<double> velocity = Session.Velocity("intuitive"), progress = Session.Progress("intuitive"), error = Session.AngularError("intuitive");
        for (int bin = 0; bin < progress.Length; bin++)
        {
            double heading = Math.Atan2(velocity[bin, 1], velocity[bin, 0]) * 180 / Math.PI;
            double speed = Math.Sqrt((velocity[bin, 0] * velocity[bin, 0]) + (velocity[bin, 1] * velocity[bin, 1]));
            double turn = Math.IEEERemainder(heading - Session.Bins.TargetDeg[bin], 360);
            Assert.Equal(0, Math.IEEERemainder(turn - error[bin], 360), 1e-4); // the direction to a far target moves by 1e-7
            Assert.Equal(speed * Math.Cos(error[bin] * Math.PI / 180), progress[bin], Rounding * (1 + speed));
            Assert.InRange(error[bin], -180, 180);
        }
    }

    [Fact]
    public void Trial_values_leave_masked_bins_out_and_are_missing_where_none_is_left()
    {
        BciSession session = BciSessionTests.With(b => BciSessionTests.Changed(b, usable: BciSessionTests.Masked(b, i => b.Trial[i] == 5 || (b.Trial[i] == 6 && b.Time[i] > 4))));
        NdArray<double> time = NdArray<double>.Copy(Array.ConvertAll(session.Bins.Time.ToArray(), t => (double)t), session.Bins.Time.Length);
        NdArray<double> means = session.TrialMeans(time);
        Assert.Equal(4.5, means[0], Rounding); // bins 3 to 6
        Assert.True(double.IsNaN(means[4]));
        Assert.Equal(3.5, means[5], Rounding); // bins 3 and 4
        Assert.Throws<ShapeException>(() => session.TrialMeans(NdArray<double>.Copy([1.0], 1)));
        FlrFit fit = SyntheticSession.Fit(session, new FitOptions { Window = 8 });
        Assert.Equal(1, fit.Blocks[0].TrialsLeftOut);
        Assert.Equal(1, fit.Baseline.TrialsLeftOut);
    }
}
