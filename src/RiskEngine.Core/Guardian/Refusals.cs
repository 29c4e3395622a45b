namespace RiskEngine.Core;

/// <summary>When refusals in a row prove that the same again would be refused too.</summary>
/// <param name="UnknownCode">The code of the latest refusal, where the engine does not know its reason; null: none was such.</param>
internal sealed record Refusals(string? UnknownCode)
{
    internal static readonly Refusals None = new((string?)null);

    /// <summary>Whether a refusal after these is final.</summary>
    internal bool MakeFinal(ExchangeAnswer.Refused refused) =>
        refused.Reason.Finality() switch
        {
            RefusalFinality.Final => true,
            RefusalFinality.Passing => false,
            RefusalFinality.FinalWhenRepeated => refused.Said.Code == UnknownCode,
        };

    /// <summary>The refusals with an answer more; one that is no refusal changes nothing.</summary>
    internal Refusals With(ExchangeAnswer answer) =>
        answer is ExchangeAnswer.Refused refused
            ? new Refusals(refused.Reason.Finality() is RefusalFinality.FinalWhenRepeated ? refused.Said.Code : null)
            : this;
}
