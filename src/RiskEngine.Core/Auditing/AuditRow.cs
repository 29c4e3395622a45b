using System.Text;

namespace RiskEngine.Core;

/// <summary>One row of the audit trail as it is kept.</summary>
/// <param name="Number">1 for the first row, then one higher each.</param>
/// <param name="Json">The entry in canonical JSON.</param>
/// <param name="Hash">SHA-256 over the hash of the row before and the UTF-8 of <paramref name="Json"/>.</param>
public sealed record AuditRow(long Number, string Json, RowHash Hash)
{
    /// <summary>The row as one line of JSON that carries all that is needed to check the chain again.</summary>
    public string ToLine() => $"{{\"hash\":\"{Hash}\",\"number\":{Number},\"row\":{Json}}}";

    internal static AuditRow After(AuditHead head, string json) =>
        new(head.Count + 1, json, head.Hash.Next(Encoding.UTF8.GetBytes(json)));
}
