using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Learning without noise as one would write it down: explicit Euler on (x, J) together.</summary>
internal static class PlainLearning
{
    public static (double[,] Overlap, double[,] Error, Matrix<double>[] Couplings) Apart(Network network, InputOutputMap task, LearningRule rule, LearnOptions options)
    {
        double[,] overlap = new double[task.Maps, options.Steps + 1], error = new double[task.Maps, options.Steps + 1];
        var couplings = new Matrix<double>[task.Maps];
        for (int map = 0; map < task.Maps; map++)
        {
            Matrix<double> j = network.Coupling.Dense().ToMatrix();
            Vector<double> x = Start(options, map, network.Units), target = Row(task.Targets, map), still = Vector<double>.Build.Dense(network.Units);
            var plain = new PlainRule(rule, network, task, map, options.Rate, options.Step);
            for (int step = 0; step <= options.Steps; step++)
            {
                overlap[map, step] = target.DotProduct(x) / network.Units;
                error[map, step] = (target - x).DotProduct(target - x) / network.Units;
                if (step == options.Steps)
                    break;
                Vector<double> next = Next(network, task, map, options.Step, j, x);
                j += plain.Change(j, x, still);
                x = next;
            }

            couplings[map] = j;
        }

        return (overlap, error, couplings);
    }

    public static (double[,] Overlap, Matrix<double> Coupling) Together(Network network, InputOutputMap task, LearningRule rule, LearnOptions options)
    {
        double[,] overlap = new double[task.Maps, options.Steps + 1];
        Matrix<double> j = network.Coupling.Dense().ToMatrix();
        Vector<double>[] states = [.. Enumerable.Range(0, task.Maps).Select(map => Start(options, map, network.Units))];
        PlainRule[] plain = [.. Enumerable.Range(0, task.Maps).Select(map => new PlainRule(rule, network, task, map, options.Rate, options.Step))];
        Vector<double> still = Vector<double>.Build.Dense(network.Units);
        for (int step = 0; step <= options.Steps; step++)
        {
            for (int map = 0; map < task.Maps; map++)
                overlap[map, step] = Row(task.Targets, map).DotProduct(states[map]) / network.Units;
            if (step == options.Steps)
                break;
            Matrix<double> change = plain[step % task.Maps].Change(j, states[step % task.Maps], still);
            states = [.. states.Select((x, map) => Next(network, task, map, options.Step, j, x))];
            j += change;
        }

        return (overlap, j);
    }

    private static Vector<double> Next(Network network, InputOutputMap task, int map, double step, Matrix<double> j, Vector<double> x)
        => x + (step * ((network.Gain * ((j * x) + (network.InputStrength * Row(task.Inputs, map)))).Map(h => network.Transfer.Value(h)) - x));

    private static Vector<double> Start(LearnOptions options, int map, int units)
        => options.Initial is null ? Vector<double>.Build.Dense(units) : options.Initial.Rank == 1 ? Vector<double>.Build.Dense(options.Initial.ToArray()) : Row(options.Initial, map);

    private static Vector<double> Row(NdArray<double> array, int map) => Vector<double>.Build.Dense(array.Row(map).ToArray());
}
