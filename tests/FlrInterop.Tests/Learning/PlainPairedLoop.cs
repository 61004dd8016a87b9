using FlrInterop.Learning;
using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>A paired measurement as one would write it down: one trial after another, explicit Euler on (x, J) together.</summary>
internal static class PlainPairedLoop
{
    public static double Speed(Network network, InputOutputMap task, int map, LearningRule rule, MeasureOptions options)
    {
        int units = network.Units;
        PairedPlan plan = PairedPlan.For(network, task, map, rule, options, default);
        double speed = 0;
        for (int trial = 0; trial < options.Trials; trial++)
        {
            double[] control = plan.Initial.ToArray(), learning = [];
            Matrix<double> fixedWeights = network.Coupling.Dense().ToMatrix(), own = fixedWeights;
            var plain = new PlainRule(rule, network, task, map, options.Rate!.Value, options.Step);
            var times = new List<double>();
            var displacements = new List<double>();
            for (int step = 0; step < plan.SettleSteps + plan.LearnSteps; step++)
            {
                double[] noise = Normals(options.Seed, map, step, trial, units);
                if (step == plan.SettleSteps)
                    learning = [.. control];
                if (step >= plan.SettleSteps)
                {
                    double[] next = Next(network, task, map, options.Step, own, learning, noise);
                    own += plain.Change(own, Vector<double>.Build.Dense(learning), Vector<double>.Build.Dense(noise));
                    learning = next;
                }

                control = Next(network, task, map, options.Step, fixedWeights, control, noise);
                int learned = step - plan.SettleSteps + 1;
                if (learned > plan.LearnSteps / 2)
                {
                    times.Add(learned * options.Step);
                    displacements.Add(Enumerable.Range(0, units).Sum(i => task.Targets[map, i] * (learning[i] - control[i])) / units);
                }
            }

            speed += MathNet.Numerics.Fit.Line([.. times], [.. displacements]).B / options.Rate!.Value / options.Trials;
        }

        return speed;
    }

    private static double[] Next(Network network, InputOutputMap task, int map, double step, Matrix<double> weights, double[] x, double[] noise)
    {
        double[] next = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double u = 0;
            for (int j = 0; j < x.Length; j++)
                u += weights[i, j] * x[j];
            double rate = Math.Tanh(network.Gain * (u + (network.InputStrength * task.Inputs[map, i])));
            next[i] = x[i] + (step * (rate - x[i])) + (Math.Sqrt(2 * network.Noise * step) * noise[i]);
        }

        return next;
    }

    private static double[] Normals(Seed seed, int map, int step, int trial, int units)
    {
        double[] padded = new double[units * ChunkLayout.Lanes];
        unsafe
        {
            fixed (double* place = padded)
                new ChunkNoise(seed, map, trial).Fill((uint)step, units, place);
        }

        return [.. Enumerable.Range(0, units).Select(i => padded[i * ChunkLayout.Lanes])];
    }
}
