namespace RiskEngine.Core;

/// <summary>What a trail says when rows are read: one of the nested records.</summary>
public abstract record AuditReading
{
    private AuditReading() { }

    /// <summary>The most bytes of the rows of a page, unless it has but one, which an older build wrote.</summary>
    public const int PageBytes = 1024 * 1024;

    /// <summary>Rows in the order of their numbers; fewer than asked for at the end of the trail, or where they would be too long.</summary>
    /// <param name="Rows">The rows.</param>
    public sealed record Page(ValueList<AuditRow> Rows) : AuditReading
    {
        /// <summary>Whether rows follow that were asked for, and for which <see cref="PageBytes"/> left no room.</summary>
        public bool IsCut { get; init; }

        /// <summary>A page of as many rows as it has room for; no more are read than one beyond it.</summary>
        internal static Page Of(IEnumerable<AuditRow> rows)
        {
            var (page, left) = (new List<AuditRow>(), PageBytes);
            foreach (var row in rows)
            {
                left -= System.Text.Encoding.UTF8.GetByteCount(row.Json);
                if (left < 0 && page.Count > 0)
                    return new Page(page.ToValueList()) { IsCut = true };
                page.Add(row);
            }

            return new Page(page.ToValueList());
        }
    }

    /// <summary>The rows cannot be read.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(StoreFailure Failure) : AuditReading;
}
