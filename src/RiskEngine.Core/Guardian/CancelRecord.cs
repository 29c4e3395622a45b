using System.Collections.Immutable;

namespace RiskEngine.Core;

/// <summary>A cancel request and what came of it, kept while a pending command may rest on it.</summary>
/// <param name="Id">The request.</param>
/// <param name="Nonce">Its nonce.</param>
/// <param name="DispatchedAt">When it left, on the running clock.</param>
/// <param name="IsConclusive">
/// Whether no order request can land after it: nonces must rise on the key, so that one that is overtaken is refused,
/// or none was out when it left.
/// </param>
/// <param name="KnewOrders">Whether every order that it can take was known as ours when it left.</param>
/// <param name="Answer">What came of it; null while it is out.</param>
internal sealed record CancelRecord(
    AttemptId Id,
    Nonce Nonce,
    TimeSpan DispatchedAt,
    bool IsConclusive,
    bool KnewOrders,
    ExchangeAnswer? Answer = null
)
{
    internal AttemptResult Result =>
        Answer switch
        {
            null => AttemptResult.Open,
            ExchangeAnswer.CancelAccepted => AttemptResult.Accepted,
            ExchangeAnswer.NonceRefused or ExchangeAnswer.RateLimited => AttemptResult.NotExecuted,
            ExchangeAnswer.Refused refused when refused.Reason.Finality() is RefusalFinality.Passing =>
                AttemptResult.NotExecuted,
            ExchangeAnswer.Refused => AttemptResult.Refused,
            ExchangeAnswer.NotSent => AttemptResult.NotSent,
            ExchangeAnswer.Unknown => AttemptResult.Unknown,
            _ => throw ClosedUnion.Unhandled(Answer),
        };

    /// <summary>Whether it may have canceled orders that no list names.</summary>
    internal bool MayHaveRunUnseen =>
        Result switch
        {
            AttemptResult.Open or AttemptResult.Unknown => true,
            AttemptResult.Accepted or AttemptResult.NotExecuted or AttemptResult.Refused or AttemptResult.NotSent =>
                false,
        };

    /// <summary>Whether a later one with the same result says all that it does: not of one that is out, or lists orders.</summary>
    private bool IsSpare =>
        Result switch
        {
            AttemptResult.NotExecuted or AttemptResult.Refused or AttemptResult.NotSent or AttemptResult.Unknown =>
                true,
            AttemptResult.Open or AttemptResult.Accepted => false,
        };

    /// <summary>
    /// The records without one that proves nothing which a later one does not prove as well, if there are more than
    /// may be: what can be said of any command stays the same.
    /// </summary>
    internal static ImmutableArray<CancelRecord> Limit(ImmutableArray<CancelRecord> records, int limit)
    {
        if (records.Length <= limit)
            return records;
        var spare = records.Find(record =>
            record.IsSpare && records.Exists(later => later.Id > record.Id && later.Result == record.Result)
        );
        return spare is null ? records : records.Remove(spare);
    }

    /// <summary>
    /// As many of them as an answer tells of, in their order: the latest of each result first of all, since what is claimed rests
    /// on it, then the latest.
    /// </summary>
    internal static ImmutableArray<CancelRecord> Told(ImmutableArray<CancelRecord> records, int limit) =>
        records.Length <= limit
            ? records
            :
            [
                .. records
                    .Reverse()
                    .OrderByDescending(record =>
                        !records.Exists(later => later.Id > record.Id && later.Result == record.Result)
                    )
                    .Take(limit)
                    .OrderBy(record => record.Id),
            ];

    internal CancelAttempt ToAttempt() => new(Id, Nonce, Result);
}
