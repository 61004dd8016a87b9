using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class FitPoolOperation : Operation
{
    public override string Name => "fit.pool";

    public override string Documentation => "The relation of two columns over several sessions: permuted within sessions, pooled by random effects.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("session", "array", "The place of each row's session, shape (rows,), int32, from 0."),
        new("predictor", "array", "The predictor of each session's targets, shape (rows,), float64; NaN where there is none."),
        new("speed", "array", "Their speeds, shape (rows,), float64; NaN where there is none."),
        new("rises", "array", "Whether progress rises in each session, shape (sessions,), uint8."),
        new("rng", "seed", "The key of the permutations.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        NdArray<int> place = spec.Array<int>("session");
        NdArray<double> predictor = spec.Array<double>("predictor"), speed = spec.Array<double>("speed");
        NdArray<byte> rises = spec.Array<byte>("rises");
        int rows = place.Length, sessions = Require.AtLeast(rises.Length, 1, "the number of sessions");
        Require.Shape(place.Shape, "session", "(rows,)", rows);
        Require.Shape(predictor.Shape, "predictor", "(rows,)", rows);
        Require.Shape(speed.Shape, "speed", "(rows,)", rows);
        List<double>[] x = [.. Enumerable.Range(0, sessions).Select(_ => new List<double>())], y = [.. Enumerable.Range(0, sessions).Select(_ => new List<double>())];
        for (int row = 0; row < rows; row++)
        {
            int own = (int)Require.Within(place[row], 0, sessions - 1, "a session's place");
            x[own].Add(predictor[row]);
            y[own].Add(speed[row]);
        }

        PooledFit found = PooledFit.Of(
            [.. x.Zip(y, (left, right) => (left.ToArray(), right.ToArray()))],
            [.. rises.ToArray().Select(rise => rise != 0)],
            spec.Seed("rng"),
            job.Cancellation);
        reply.Fields.Text("verdict", found.Verdict);
        Write(reply.Fields.Inner("learned"), found.Learned, reply, "learned");
        Write(reply.Fields.Inner("all"), found.All, reply, "all");
        reply.Array("rho", NdArray<double>.Copy([.. found.Rho], sessions));
        reply.Array("targets", NdArray<long>.Copy([.. found.Targets.Select(n => (long)n)], sessions));
        reply.Array("left_out", NdArray<long>.Copy([.. found.LeftOut.Select(n => (long)n)], found.LeftOut.Count));
    }

    private static void Write(WireWriter writer, PooledRelation pooled, Reply reply, string name) => reply.Fields.Set(name, writer
        .Whole("sessions", pooled.Sessions)
        .Number("mean_rho", pooled.MeanRho)
        .Number("p", pooled.P)
        .Number("rho", pooled.Rho)
        .Interval("interval", pooled.Interval)
        .Number("tau2", pooled.Tau2)
        .Number("q", pooled.Q)
        .Number("q_p", pooled.QP)
        .Number("i2", pooled.I2).Json);
}
