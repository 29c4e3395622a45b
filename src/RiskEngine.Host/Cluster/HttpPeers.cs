using System.Net;
using System.Net.Http.Headers;

namespace RiskEngine.Host.Cluster;

/// <summary>Carries messages to other nodes over their HTTP API, on connections that are kept.</summary>
/// <remarks>
/// Every message has a connection to itself while it is out, so none waits for another. Nothing is sent twice: what a broken
/// connection did to a message is for the rules to say.
/// </remarks>
internal sealed class HttpPeers : IPeers, IDisposable
{
    private static readonly TimeSpan KeptIdleFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    internal HttpPeers(ClusterToken token, TimeSpan connectTimeout, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                // The token goes where the roster says and nowhere else.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = connectTimeout,
                PooledConnectionIdleTimeout = KeptIdleFor,
                PooledConnectionLifetime = KeptFor,
                MaxResponseDrainSize = 0,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = PeerMessages.MaxBytes,
        };
        _http.DefaultRequestHeaders.Add("Authorization", token.Authorization);
    }

    public async Task<PeerAnswer> AskAsync(
        ClusterNode node,
        PeerMessage message,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    )
    {
        if (node.Address is not { } address)
            return new PeerAnswer.NotTaken($"{node.Name} has no address.");
        if (address.Scheme != "https" && !address.IsLoopback)
            return new PeerAnswer.NotTaken($"{node.Name} is on another machine, and has no https.");
        using var late = new CancellationTokenSource(patience, _time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var request = Request(address, message);
            using var answer = await _http.SendAsync(request, giveUp.Token);
            return await ReadAsync(node.Name, answer, giveUp.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return Read(node.Name, failure, giveUp.IsCancellationRequested);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Uri address, PeerMessage message)
    {
        var body = new ByteArrayContent(EngineWire.Format.Write(message, PeerMessages.MaxBytes));
        body.Headers.ContentType = new MediaTypeHeaderValue(PeerMessages.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, PeerMessages.Route)) { Content = body };
        request.Headers.Add(PeerMessages.Header, EngineWire.Format.NameOf(message));
        return request;
    }

    private static async Task<PeerAnswer> ReadAsync(
        NodeName node,
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        var status = answer.StatusCode;
        if (status == HttpStatusCode.OK)
            return
                answer.Headers.TryGetValues(PeerMessages.Header, out var names)
                && EngineWire.Format.Read(
                    string.Concat(names),
                    await answer.Content.ReadAsByteArrayAsync(cancellationToken)
                )
                    is { } said
                ? new PeerAnswer.Heard(said)
                : new PeerAnswer.Silent($"{node} answered what cannot be read.");
        // Whoever refuses says so before anything is done; whoever fails may have done it.
        return (int)status is >= 300 and < 500 && status != HttpStatusCode.RequestTimeout
            ? new PeerAnswer.NotTaken($"{node} answered {(int)status}.")
            : new PeerAnswer.Silent($"{node} answered {(int)status}.");
    }

    private static PeerAnswer Read(NodeName node, Exception failure, bool gaveUp) =>
        failure switch
        {
            _ when gaveUp => new PeerAnswer.Silent($"{node} did not answer in time."),
            // The shape that the handler gives its connect timeout.
            OperationCanceledException { InnerException: TimeoutException } => new PeerAnswer.NotTaken(
                $"{node} cannot be reached."
            ),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError
                    or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError
            } => new PeerAnswer.NotTaken($"{node} cannot be reached."),
            _ => new PeerAnswer.Silent($"The connection to {node} broke."),
        };
}
