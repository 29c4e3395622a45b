namespace RiskEngine.Simulator.Rules;

/// <summary>How a list without ids is written.</summary>
public enum EmptyList
{
    /// <summary>As <c>[]</c>.</summary>
    Written,

    /// <summary>As <c>null</c>.</summary>
    Null,

    /// <summary>Not at all.</summary>
    Absent,
}
