using System.Net;

namespace RiskEngine.Gemini;

/// <summary>Turns an HTTP answer into what it proves. Every answer that a server can give becomes a value.</summary>
internal sealed class AnswerReader(TimeProvider time)
{
    internal ExchangeAnswer Read(
        ExchangeRequest request,
        HttpResponseMessage response,
        AnswerBody body,
        Redactor redactor
    )
    {
        var accepted =
            response.StatusCode == HttpStatusCode.OK ? AcceptedBody.Read(request, body.Json, redactor) : null;
        var answer = accepted ?? NotAccepted(response, body, redactor);
        return answer.ServerTime is null ? answer with { ServerTime = response.Headers.Date } : answer;
    }

    private ExchangeAnswer NotAccepted(HttpResponseMessage response, AnswerBody body, Redactor redactor)
    {
        var error = ErrorBody.Read(body.Json);
        if (response.StatusCode == HttpStatusCode.OK && error is not { IsError: true })
            return new ExchangeAnswer.Unknown(UnknownReason.UnreadableAnswer, Describe(response, body, redactor));
        var said = error is { Code.Length: > 0 }
            ? redactor.Reason(error.Code, error.Message ?? "")
            : Describe(response, body, redactor);
        return ErrorTable.Of((int)response.StatusCode, error?.Code ?? "") switch
        {
            Verdict.NonceRefused => new ExchangeAnswer.NonceRefused(NonceRefusalText.KindOf(error?.Message ?? ""), said)
            {
                ServerTime = NonceRefusalText.ServerTimeOf(error?.Message ?? ""),
            },
            Verdict.RateLimited => new ExchangeAnswer.RateLimited(RetryAfter(response), said),
            Verdict.Refused refused => new ExchangeAnswer.Refused(refused.Reason, said),
            Verdict.Unknown unknown => new ExchangeAnswer.Unknown(unknown.Reason, said),
            var other => throw ClosedUnion.Unhandled(other),
        };
    }

    private static ExchangeReason Describe(HttpResponseMessage response, AnswerBody body, Redactor redactor) =>
        redactor.Reason("", $"HTTP {(int)response.StatusCode}: {body}");

    // Seconds or a date. Undocumented, but official clients honor it.
    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => Max(date - time.GetUtcNow(), TimeSpan.Zero),
            _ => null,
        };

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
