namespace RiskEngine.EndToEnd.Tests.Drill;

/// <summary>The table that a drill prints of its sessions.</summary>
internal static class DrillTable
{
    /// <returns>A row a session: what stands under each heading.</returns>
    internal static List<Dictionary<string, string>> RowsOf(string output)
    {
        var cells = output
            .Split('\n')
            .Where(line => line.StartsWith('│'))
            .Select(line => line.Split('│')[1..^1].Select(cell => cell.Trim()).ToArray())
            .ToList();
        // A cell that wraps goes on in a line whose first cell is empty.
        return
        [
            .. cells[1..]
                .Where(row => row[0].Length > 0)
                .Select(row => cells[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }
}
