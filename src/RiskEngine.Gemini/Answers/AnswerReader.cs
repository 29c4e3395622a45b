using System.Net;

namespace RiskEngine.Gemini;

/// <summary>Turns an HTTP answer into what it proves. Every answer that a server can give becomes a value.</summary>
/// <remarks>
/// Who spoke comes first: only an accepted body, or an error in Gemini's own words, is the exchange's. A page, an empty
/// body or a bare status, whatever its number, is somebody's on the way; it proves nothing, and its clock is not the exchange's.
/// </remarks>
internal sealed class AnswerReader(TimeProvider time)
{
    internal ExchangeAnswer Read(
        ExchangeRequest request,
        HttpResponseMessage response,
        AnswerBody body,
        Redactor redactor
    )
    {
        if (body.Flaw is not AnswerBody.Flaws.None)
            return Unknown(ReasonOf(body.Flaw), response, body, redactor);
        if (response.StatusCode == HttpStatusCode.OK && AcceptedBody.Read(request, body.Json, redactor) is { } accepted)
            return accepted with { ServerTime = response.Headers.Date };
        var error = ErrorBody.Read(body.Json);
        if (response.StatusCode == HttpStatusCode.OK && error is not { IsError: true })
            return Unknown(
                body.LooksLikeJson ? UnknownReason.UnreadableAnswer : UnknownReason.NotTheExchange,
                response,
                body,
                redactor
            );
        return ErrorTable.Of((int)response.StatusCode, error) is { } verdict
            ? Own(verdict, response, error!, redactor) with
            {
                ServerTime = response.Headers.Date,
            }
            : Unknown(UnknownReason.NotTheExchange, response, body, redactor);
    }

    private ExchangeAnswer Own(Verdict verdict, HttpResponseMessage response, ErrorBody error, Redactor redactor)
    {
        var message = error.Message ?? "";
        var said = redactor.Reason(error.Code, message);
        return verdict switch
        {
            Verdict.NonceRefused => new ExchangeAnswer.NonceRefused(NonceRefusalText.KindOf(message), said)
            {
                ComparedWith = NonceRefusalText.ServerTimeOf(message),
            },
            Verdict.RateLimited => new ExchangeAnswer.RateLimited(RetryAfter(response), said),
            Verdict.Refused refused => new ExchangeAnswer.Refused(refused.Reason, said),
            Verdict.Unknown unknown => new ExchangeAnswer.Unknown(unknown.Reason, said) { Pause = PauseOf(response) },
            _ => throw ClosedUnion.Unhandled(verdict),
        };
    }

    private ExchangeAnswer.Unknown Unknown(
        UnknownReason reason,
        HttpResponseMessage response,
        AnswerBody body,
        Redactor redactor
    ) =>
        new(reason, redactor.Reason("", $"HTTP {(int)response.StatusCode}{Elsewhere(response)}: {body}"))
        {
            Pause = PauseOf(response),
        };

    private static UnknownReason ReasonOf(AnswerBody.Flaws flaw) =>
        flaw switch
        {
            AnswerBody.Flaws.TooLong => UnknownReason.AnswerTooLong,
            AnswerBody.Flaws.Broken or AnswerBody.Flaws.None => UnknownReason.UnreadableAnswer,
        };

    private static string Elsewhere(HttpResponseMessage response) =>
        response.Headers.Location is { } location ? $" to {location}" : "";

    // Whoever limits the rate is to be heeded, also where nobody can tell that it was the exchange.
    private Pause? PauseOf(HttpResponseMessage response) =>
        RetryAfter(response) is { } told ? new Pause(told)
        : response.StatusCode == HttpStatusCode.TooManyRequests ? new Pause(null)
        : null;

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
