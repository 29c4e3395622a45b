namespace RiskEngine.Host.Access;

/// <summary>What reading the operators came to: one of the two nested records.</summary>
internal abstract record OperatorsResult
{
    private OperatorsResult() { }

    /// <summary>They are complete and without fault; perhaps nobody.</summary>
    /// <param name="Known">Each with their token.</param>
    internal sealed record Valid(IReadOnlyList<(Operator Operator, string Token)> Known) : OperatorsResult;

    /// <summary>The service must not start with them.</summary>
    /// <param name="Faults">Every fault, at least one; none shows a token.</param>
    internal sealed record Faulty(IReadOnlyList<ConfigurationFault> Faults) : OperatorsResult;
}
