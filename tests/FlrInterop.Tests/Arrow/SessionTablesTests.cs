using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using FlrInterop;
using FlrInterop.Tables;
using Xunit;

namespace FlrInterop.Tests.Arrow;

public sealed class SessionTablesTests : IDisposable
{
    // what Python reads from the same folder and fits, in tests/python/test_own_tables.py
    private const double Slope = 0.08098751434193256;
    private const double Rho = -0.14285714285714285;
    private const double Rounding = 1e-12;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void A_session_that_Python_wrote_is_fitted_alike()
    {
        BciSession session = SessionTables.Read(Shared());
        FlrFit fit = Flr.Fit(session, null, null, TestContext.Current.CancellationToken);
        Assert.Equal(Slope, fit.Learning.Slope, Rounding);
        Assert.Equal(Rho, fit.Relation.Rho, Rounding);
        Assert.Equal(0.05, session.BinSeconds);
        Assert.Equal(["Made, not recorded."], session.Notes);
        Assert.Equal(["intuitive", "perturbed"], session.Blocks.Select(block => block.Name));
        Assert.Equal(["pupil"], session.Bins.Columns.Keys);
        Assert.NotNull(session.Trials.Success);
        IReadOnlyList<SessionCheck> checks = session.Validate();
        Assert.Equal(10, checks.Count);
        Assert.All(checks, check => Assert.True(check.Holds, check.ToString()));
    }

    [Fact]
    public void Bins_alone_are_a_session()
    {
        Write("bins", new TableBuilder().Column("trial", [1.0, 1, 2]).Column("unit_2", [1.0, 2, 3]).Column("unit_1", [4.0, 5, 6]).Build());
        BciSession session = SessionTables.Read(_folder.FullName);
        Assert.Equal(ActivityKind.Counts, session.ActivityKind);
        Assert.Equal([4, 1, 5, 2, 6, 3], session.Bins.Activity.ToArray());
        Assert.Equal([1, 2, 1], session.Bins.Time.ToArray());
        Assert.Equal(2, session.Trials.Trial.Length);
        Assert.False(session.Describe().CanBeFitted);
    }

    [Fact]
    public void What_the_table_of_trials_lacks_may_stand_in_bins()
    {
        Write("bins", new TableBuilder().Column("trial", [7L, 7, 9]).Column("latent_1", [1.0, 2, 3]).Column("target_deg", [45.0, 45, 90]).Build());
        Write("trials", new TableBuilder().Column("trial", [7L, 9]).Column("success", [true, false]).Build());
        BciSession session = SessionTables.Read(_folder.FullName);
        Assert.Equal([45, 90], session.Trials.TargetDeg.ToArray());
        Assert.Equal([1, 0], session.Trials.Success!.ToArray());
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Throws<DirectoryNotFoundException>(() => SessionTables.Read(Path.Combine(_folder.FullName, "none")));
        Assert.Contains("no bins.arrow", Assert.Throws<DataFormatException>(() => SessionTables.Read(_folder.FullName)).Message, StringComparison.Ordinal);
        Write("bins", new TableBuilder().Column("trial", [1.0]).Build());
        Assert.Contains("latent_1", Assert.Throws<DataFormatException>(() => SessionTables.Read(_folder.FullName)).Message, StringComparison.Ordinal);
        Write("bins", new TableBuilder().Column("latent_1", [1.0]).Build());
        Assert.Contains("no column 'trial'", Assert.Throws<DataFormatException>(() => SessionTables.Read(_folder.FullName)).Message, StringComparison.Ordinal);
        Write("bins", new TableBuilder().Column("trial", [1.5]).Column("latent_1", [1.0]).Build());
        Assert.Contains("whole numbers", Assert.Throws<DataFormatException>(() => SessionTables.Read(_folder.FullName)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder.FullName, "bins.arrow"), "no table");
        Assert.Throws<DataFormatException>(() => SessionTables.Read(_folder.FullName));
    }

    private static string Shared([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", "session_tables");

    private void Write(string name, RecordBatch table)
    {
        using (table)
        using (FileStream stream = File.Create(Path.Combine(_folder.FullName, name + ".arrow")))
        using (var writer = new ArrowFileWriter(stream, table.Schema))
        {
            writer.WriteRecordBatch(table);
            writer.WriteEnd();
        }
    }
}
