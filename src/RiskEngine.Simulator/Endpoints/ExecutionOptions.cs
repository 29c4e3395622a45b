using RiskEngine.Simulator.Book;

namespace RiskEngine.Simulator.Endpoints;

/// <summary>The wire names of <see cref="ExecutionOption"/>.</summary>
internal static class ExecutionOptions
{
    private static readonly Dictionary<string, ExecutionOption> ByName = new()
    {
        ["maker-or-cancel"] = ExecutionOption.MakerOrCancel,
        ["immediate-or-cancel"] = ExecutionOption.ImmediateOrCancel,
        ["fill-or-kill"] = ExecutionOption.FillOrKill,
    };

    /// <summary>The option of that name; null when there is none.</summary>
    public static ExecutionOption? Find(string? name) =>
        name is not null && ByName.TryGetValue(name, out var option) ? option : null;

    /// <summary>The wire name; null for <see cref="ExecutionOption.None"/>.</summary>
    public static string? Name(ExecutionOption option) => ByName.FirstOrDefault(entry => entry.Value == option).Key;
}
