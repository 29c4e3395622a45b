using System.Net;

namespace RiskEngine.Gemini;

/// <summary>One session's way to Gemini. Safe for concurrent use; each request goes over the wire at most once.</summary>
internal sealed class GeminiGateway : IExchangeGateway
{
    private readonly GeminiOptions _options;
    private readonly Authenticator _authenticator;
    private readonly TimeProvider _time;
    private readonly AnswerReader _reader;
    private readonly HttpMessageInvoker _cancels;
    private readonly HttpMessageInvoker _orders;
    private readonly string _root;
    private readonly Uri _sessionCancel;
    private readonly LaneConnections _connections;
    private readonly CancellationTokenSource _closing = new();

    internal GeminiGateway(
        GeminiOptions options,
        SessionCredentials credentials,
        TimeProvider time,
        Func<Lane, HttpMessageHandler> handlers,
        LaneConnections connections
    )
    {
        _connections = connections;
        _options = options;
        _authenticator = Authenticator.Of(credentials, options, time);
        _time = time;
        _reader = new AnswerReader(time);
        _cancels = new HttpMessageInvoker(handlers(Lane.Cancel));
        _orders = new HttpMessageInvoker(handlers(Lane.Order));
        _root = options.RestBaseAddress.GetLeftPart(UriPartial.Authority);
        _sessionCancel = AddressOf(new ExchangeRequest.CancelSessionOrders());
    }

    /// <summary>
    /// What Gemini documents: <c>/v1/orders</c> answers with all the account's live orders, so that one which shows an order
    /// knows those before it, and order status takes a client order id. Whether that covers other orders than spot orders is
    /// not published, nor are the shape, paging and lag of its order history: settings say what to rely on.
    /// </summary>
    public ExchangeCapabilities Capabilities =>
        new(_options.OrderHistory, ListsAreWhole: KnownTo(_options.WholeLists) is not null)
        {
            NameOf = Endpoints.NameOf,
            ListsKnow = KnownTo(_options.WholeLists) ?? Endpoints.PlacesSpotOrders,
        };

    /// <summary>Which endpoints' orders whole lists know; null: no list is whole.</summary>
    private static Func<PrivateEndpoint?, bool>? KnownTo(WholeLists lists) =>
        lists switch
        {
            WholeLists.None => null,
            WholeLists.Spot => Endpoints.PlacesSpotOrders,
            WholeLists.All => _ => true,
            _ => throw ClosedUnion.Unhandled(lists),
        };

    public DateTimeOffset? ConnectedAt => _connections.Latest(Lane.Cancel);

    public bool IsOnOwnThread => ThreadedConnection.IsReadingHere;

    public Task<ExchangeAnswer> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        using var hold = new AnswerHold();
        return SendAndReadAsync(request, cancellationToken);
    }

    private async Task<ExchangeAnswer> SendAndReadAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
        var signed = _authenticator.Sign(request);
        using var message = Compose(request.Request, signed);
        // After the request is composed: a token may have been renewed meanwhile, and both are known then.
        var redactor = new Redactor(_authenticator.Credentials, signed);
        using var giveUp = new CancellationTokenSource(_options.RequestTimeout, _time);
        using var closing = _closing.Token.UnsafeRegister(GiveUp, giveUp);
        using var caller = cancellationToken.UnsafeRegister(GiveUp, giveUp);
        try
        {
            var lane = request.Lane == Lane.Cancel ? _cancels : _orders;
            using var response = await lane.SendAsync(message, giveUp.Token).ConfigureAwait(false);
            var body = await AnswerBody
                .ReadAsync(response.Content, _options.MaxAnswerBytes, giveUp.Token)
                .ConfigureAwait(false);
            return _reader.Read(request.Request, response, body, redactor);
        }
        catch (Exception failure) when (TransportFailure.IsExpected(failure, giveUp.IsCancellationRequested))
        {
            return TransportFailure.Read(failure, giveUp.IsCancellationRequested, redactor);
        }
    }

    /// <summary>Ends what is under way with <see cref="UnknownReason.NoAnswer"/> and closes every connection.</summary>
    public ValueTask DisposeAsync()
    {
        // On this thread, so that an end in virtual time is in the seed's order too.
        _closing.Cancel();
        _cancels.Dispose();
        _orders.Dispose();
        _authenticator.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Compose(ExchangeRequest request, SignedPayload signed)
    {
        var message = new HttpRequestMessage(
            HttpMethod.Post,
            request is ExchangeRequest.CancelSessionOrders ? _sessionCancel : AddressOf(request)
        )
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // Empty, not null: with null the handler sends the request again by itself, with the same nonce, when a
            // pooled connection dies after the server has read it.
            Content = new ByteArrayContent([]),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "text/plain");
        message.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        _authenticator.AddTo(message.Headers, signed);
        return message;
    }

    private static void GiveUp(object? request) => ((CancellationTokenSource)request!).Cancel();

    private Uri AddressOf(ExchangeRequest request) => new(_root + Endpoints.PathOf(request));
}
