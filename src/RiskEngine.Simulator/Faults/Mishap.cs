using System.Globalization;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Faults;

/// <summary>Something that befalls a request or its answer.</summary>
/// <param name="Delivery">What becomes of the answer.</param>
/// <param name="Says">The answer given instead of the true one, from the time it is given; null keeps the true one.</param>
internal sealed record Mishap(Delivery Delivery, Func<DateTimeOffset, Answer>? Says = null)
{
    private const int HugeBodyBytes = 8 * 1024 * 1024;

    public static readonly Mishap Drop = new(Delivery.Closed);
    public static readonly Mishap Reset = new(Delivery.Reset);
    public static readonly Mishap Stall = new(Delivery.Never);
    public static readonly Mishap Truncate = new(Delivery.Truncated);
    public static readonly Mishap Garbage = Say(
        new Answer(200, "{\"result\":\"ok\",\"details\":{\"cancelRejects\":[33\u0000\ufffd<")
    );
    public static readonly Mishap Empty = Say(new Answer(200, ""));
    public static readonly Mishap Huge = new(Delivery.Sent, _ => new Answer(200, new string(' ', HugeBodyBytes)));

    /// <summary>A 200 that carries the error of another product.</summary>
    public static readonly Mishap ErrorInside = Say(
        new Answer(200, """{"status":400,"error":{"code":-2010,"msg":"Account has insufficient balance"}}""")
    );
    public static readonly Mishap Redirect = NoBody(301);
    public static readonly Mishap TooManyRequests = Say(Refusals.RateLimited());
    public static readonly Mishap System = Say(Refusals.System());
    public static readonly Mishap SystemAsText = Say(Refusals.SystemAsText());
    public static readonly Mishap SystemWithoutBody = Say(Refusals.SystemWithoutBody());
    public static readonly Mishap BadGateway = Say(Refusals.BadGateway());
    public static readonly Mishap Maintenance = Say(Refusals.Maintenance());

    /// <summary>The HTML page of a front that stands before the exchange.</summary>
    public static Mishap Page(int status) => Say(Refusals.Page(status));

    /// <summary>Nothing but a status.</summary>
    public static Mishap NoBody(int status) => Say(Refusals.NoBody(status));

    /// <summary>A refusal in the exchange's own form, whatever the status.</summary>
    public static Mishap Refusal(int status, string reason) => Say(Refusals.Of(status, reason));

    /// <summary>429 with <c>Retry-After</c> in whole seconds, rounded up.</summary>
    public static Mishap RetryAfter(TimeSpan wait) =>
        Say(Refusals.RateLimited(Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)));

    /// <summary>429 with <c>Retry-After</c> as an HTTP date, on the exchange's clock.</summary>
    public static Mishap RetryAtDate(TimeSpan wait) =>
        new(
            Delivery.Sent,
            serverClock => Refusals.RateLimited((serverClock + wait).ToString("R", CultureInfo.InvariantCulture))
        );

    private static Mishap Say(Answer answer) => new(Delivery.Sent, _ => answer);
}
