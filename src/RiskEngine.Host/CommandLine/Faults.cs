namespace RiskEngine.Host.CommandLine;

/// <summary>Tells the user everything that is wrong, at once.</summary>
internal static class Faults
{
    internal static int Report(IEnumerable<string> faults)
    {
        var all = faults.ToList();
        Console.Error.WriteLine(
            all.Count == 1 ? "One fault, so nothing was started:" : $"{all.Count} faults, so nothing was started:"
        );
        foreach (var fault in all)
            Console.Error.WriteLine($"  - {fault}");
        return ExitCode.BadInput;
    }
}
