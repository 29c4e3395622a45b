using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Api;

/// <summary>Reads the audit trail.</summary>
internal sealed class AuditApi(IAuditTrail trail)
{
    private const int Most = 500;

    /// <param name="after">The number of the row before the first one wanted; below zero: so many before the end.</param>
    /// <param name="limit">How many rows at most.</param>
    /// <param name="context">The call.</param>
    internal async Task<IResult> GetAsync(string? after, string? limit, HttpContext context)
    {
        if (!TryRead(after, 0, out var from))
            return ApiAnswer.Of(Problem.BadValue("after", "must be a whole number."));
        if (!TryRead(limit, Most, out var count) || count is < 1 or > Most)
            return ApiAnswer.Of(Problem.BadValue("limit", $"must be a whole number from 1 to {Most}."));
        var reading = await trail.HeadAsync(context.RequestAborted);
        switch (reading)
        {
            case AuditHeadReading.Known(var head):
                var start = from < 0 ? Math.Max(0, head.Count + Math.Max(from, -head.Count)) : from;
                return await ReadAsync(head, start, (int)count, context.RequestAborted);
            case AuditHeadReading.Failed(var failure):
                return ApiAnswer.Of(Problem.StoreFailed(failure));
            default:
                throw ClosedUnion.Unhandled(reading);
        }
    }

    private async Task<ApiAnswer> ReadAsync(AuditHead head, long after, int limit, CancellationToken stop) =>
        await trail.ReadAfterAsync(after, limit, stop) switch
        {
            AuditReading.Page page => ApiAnswer.Of(
                new AuditPage(
                    [.. page.Rows.Select(AuditRowView.Of)],
                    $"{head}",
                    page.IsCut || page.Rows.Count == limit ? page.Rows[^1].Number : null
                ),
                ApiJson.Default.AuditPage
            ),
            AuditReading.Failed(var failure) => ApiAnswer.Of(Problem.StoreFailed(failure)),
            var other => throw ClosedUnion.Unhandled(other),
        };

    private static bool TryRead(string? text, long instead, out long number)
    {
        number = instead;
        return text is null
            || long.TryParse(
                text,
                System.Globalization.NumberStyles.AllowLeadingSign,
                System.Globalization.CultureInfo.InvariantCulture,
                out number
            );
    }
}
