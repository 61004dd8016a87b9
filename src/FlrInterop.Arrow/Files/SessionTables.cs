using FlrInterop.Tables;

namespace FlrInterop;

/// <summary>
/// A recorded session as a folder of tables, one Arrow IPC file each: bins, trials, units, decoders, as Python's
/// <c>save_tables(folder, "arrow")</c> writes them. Only bins is always needed.
/// </summary>
public static class SessionTables
{
    /// <summary>Reads a session; the columns are those of Python's <c>load_session</c>.</summary>
    /// <param name="folder">A folder that holds <c>bins.arrow</c> and, where there are any, <c>trials.arrow</c>, <c>units.arrow</c>, <c>decoders.arrow</c>.</param>
    /// <returns>The session.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DataFormatException">A table or a column is missing, or the tables do not fit each other.</exception>
    /// <exception cref="ParameterException">A number that is needed is not finite.</exception>
    public static BciSession Read(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"there is no folder '{folder}'");
        ColumnTable bins = Table(folder, "bins") ?? throw new DataFormatException($"the folder '{folder}' holds no bins.arrow, expected the table of bins");
        return new SessionColumns(bins, Table(folder, "trials"), Table(folder, "units"), Table(folder, "decoders")).Session();
    }

    private static ColumnTable? Table(string folder, string name)
    {
        string path = Path.Combine(folder, name + ".arrow");
        return File.Exists(path) ? ColumnTable.Read(path) : null;
    }
}
