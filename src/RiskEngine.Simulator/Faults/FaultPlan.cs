namespace RiskEngine.Simulator.Faults;

/// <summary>Which requests suffer what. Written in the language of <see cref="FaultGrammar.Help"/> or by a plan's name.</summary>
public sealed class FaultPlan
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly FaultPlan None = new("none", []);

    internal FaultPlan(string text, IReadOnlyList<FaultRule> rules)
    {
        Text = text;
        Rules = rules;
    }

    /// <summary>The plan as it was written.</summary>
    public string Text { get; }

    internal IReadOnlyList<FaultRule> Rules { get; }

    /// <summary>Reads a plan or the name of one.</summary>
    /// <param name="text">The plan's text.</param>
    /// <param name="plan">The plan; <see cref="None"/> when there are faults.</param>
    /// <param name="faults">Everything that is wrong with the text, each naming the part it means; empty when it is right.</param>
    /// <returns>True when the text is right.</returns>
    public static bool TryParse(string text, out FaultPlan plan, out IReadOnlyList<string> faults)
    {
        var parser = new FaultPlanParser();
        var rules = parser.Parse(NamedPlans.Find(text.Trim())?.Text ?? text);
        faults = parser.Faults;
        plan = faults.Count == 0 ? new FaultPlan(text.Trim(), rules) : None;
        return faults.Count == 0;
    }

    /// <summary>Reads a plan that is known to be right, such as one in a test.</summary>
    /// <exception cref="FormatException">It is not; the message lists everything that is wrong.</exception>
    public static FaultPlan Parse(string text) =>
        TryParse(text, out var plan, out var faults)
            ? plan
            : throw new FormatException(string.Join(Environment.NewLine, faults));

    /// <summary>The plan as it was written.</summary>
    public override string ToString() => Text;
}
