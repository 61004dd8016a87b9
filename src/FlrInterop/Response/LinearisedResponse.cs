using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>χ(s) = (1 + s − diag(g) J)⁻¹ at given slopes g.</summary>
internal sealed class LinearisedResponse : IResponseSpectrum
{
    private readonly Matrix<double> _feedback;

    public LinearisedResponse(Coupling coupling, ReadOnlySpan<double> slopes)
    {
        _feedback = coupling.DenseTo("tell a response at every frequency", 2).ToMatrix();
        for (int i = 0; i < slopes.Length; i++)
            _feedback.SetRow(i, _feedback.Row(i) * slopes[i]);
    }

    /// <summary>χ of a network in the fixed point that an input evokes.</summary>
    public static Susceptibility Estimate(Network source, NdArray<double>? input)
    {
        FixedPointResult rest = FixedPoint.Find(source, input);
        int units = source.Units;
        double[] slopes = new double[units];
        new RateMap(source, input).Slopes(rest.State.Span, slopes);
        LinearResponse response = LinearResponse.Of(source.Coupling, slopes);
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, units, units);
        double[] unit = new double[units];
        for (int j = 0; j < units; j++)
        {
            unit[j] = 1;
            double[] column = response.Solve(unit);
            unit[j] = 0;
            for (int i = 0; i < units; i++)
                chi[(i * units) + j] = column[i];
        }

        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.Linearised,
            Assumptions =
            [
                new Assumption("weak noise", FormattableString.Invariant($"D = {source.Noise}"), null),
                ModelAssumptions.Stable(source, rest, input),
            ],
            Status = rest.Status,
            Spectrum = new LinearisedResponse(source.Coupling, slopes),
        };
    }

    public Matrix<Complex> At(int map, Complex rate) => Shifted(rate).Inverse();

    public Vector<Complex> Solve(int map, Complex rate, Vector<Complex> force) => Shifted(rate).Solve(force);

    private Matrix<Complex> Shifted(Complex rate)
        => Matrix<Complex>.Build.Dense(_feedback.RowCount, _feedback.ColumnCount, (i, j) => (i == j ? 1 + rate : 0) - _feedback[i, j]);
}
