using System.Security.Cryptography;
using System.Text;
using Akka.Actor;

namespace RiskEngine.Hosting.Tests.Sample;

/// <summary>
/// A strategy that signs and sends its orders itself, each with a nonce of the engine's. While the session is halted or a
/// cancel is pending it gets none; what it sends before is overtaken by the cancel's higher nonce.
/// </summary>
public sealed class Leaser : ReceiveActor, IWithTimers
{
    private readonly IActorRef _engine;
    private readonly SessionKey _session;
    private readonly StrategyId _id = new("leaser");
    private readonly TimeSpan _pace;

    /// <param name="engine">The engine's router.</param>
    /// <param name="session">The session to trade; its settings name the prefix of these orders.</param>
    /// <param name="exchange">Sends a signed order.</param>
    /// <param name="pace">The wait between two orders.</param>
    public Leaser(IActorRef engine, SessionKey session, OrderSender exchange, TimeSpan pace)
    {
        (_engine, _session, _pace) = (engine, session, pace);
        Receive<Quote>(_ => _engine.Tell(new LeaseNonce(_session, CommandId.New(), _id)));
        Receive<NonceLeased>(leased => exchange.SendAsync(leased.Nonce).PipeTo(Self, success: () => Quote.Sent));
        Receive<NonceLeaseDenied>(_ => Later());
        Receive<Sent>(_ => Later());
        // The order may be live. A cancel proves what is left.
        Receive<Status.Failure>(lost =>
        {
            _engine.Tell(
                new CancelSession(
                    _session,
                    CommandId.New(),
                    _id,
                    new RequestedBy.Strategy(_id),
                    new Reason($"an order ended with {lost.Cause.GetType().Name}")
                )
            );
            Later();
        });
        Receive<SessionCancelOutcome>(_ => { });
        Receive<StrategyWatched>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _engine.Tell(new RegisterStrategy(_session, _id));
        Self.Tell(Quote.Next);
    }

    private void Later() => Timers.StartSingleTimer(Quote.Next, Quote.Next, _pace);

    private sealed record Sent;

    private sealed record Quote
    {
        internal static readonly Quote Next = new();
        internal static readonly Sent Sent = new();
    }
}

/// <summary>Signs and sends an order as Gemini documents it.</summary>
public sealed class OrderSender(HttpClient http, string key, string secret)
{
    /// <summary>Sends one order.</summary>
    /// <exception cref="HttpRequestException">No answer, or a refusal: the order may be live all the same.</exception>
    public async Task SendAsync(Nonce nonce)
    {
        var payload = Convert.ToBase64String(
            Encoding.UTF8.GetBytes(
                $$"""
                {"request":"/v1/order/new","nonce":{{nonce}},"symbol":"btcusd","amount":"0.01","price":"49000",
                "side":"buy","type":"exchange limit","client_order_id":"leaser.{{nonce}}"}
                """
            )
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/order/new");
        request.Headers.Add("X-GEMINI-APIKEY", key);
        request.Headers.Add("X-GEMINI-PAYLOAD", payload);
        request.Headers.Add(
            "X-GEMINI-SIGNATURE",
            Convert.ToHexStringLower(
                HMACSHA384.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload))
            )
        );
        request.Content = new ByteArrayContent([]);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }
}
