using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>Calls a running service; each call ends within its time, whatever answers or does not.</summary>
/// <remarks>
/// A proxy's 502, 503 or 504 and a connection that breaks say nothing about what was asked: the call is sent again until its
/// time is over. The service's own refusals, answers that are not its own and connections that were never made end a call at
/// once.
/// </remarks>
internal sealed class ServiceClient : IDisposable
{
    /// <summary>Far above the largest answer, which the service bounds itself.</summary>
    internal const int MostBytes = 16 * 1024 * 1024;

    private const string PerhapsDone = "A command may have been carried out: see what came of it.";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly long _made;

    /// <param name="address">Where the service is; a path in it is kept.</param>
    /// <param name="token">The token, as it goes into a header.</param>
    /// <param name="limit">How long a call may take at most.</param>
    /// <param name="time">Measures it.</param>
    internal ServiceClient(Uri address, string token, TimeSpan limit, TimeProvider time)
    {
        (_limit, _time, _made) = (limit, time, time.GetTimestamp());
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            // Without a slash at its end the last part of a path would be replaced.
            BaseAddress = address.AbsolutePath.EndsWith('/') ? address : new Uri($"{address}/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private ServiceClient(ServiceClient first, TimeSpan limit) =>
        (_http, _limit, _time, _made) = (first._http, limit, first._time, first._time.GetTimestamp());

    /// <summary>
    /// The same with what is left of this one's time: a command of several calls ends when one of a single call does. It ends
    /// with this one.
    /// </summary>
    internal ServiceClient ForTheRest()
    {
        var left = _limit - _time.GetElapsedTime(_made);
        return new ServiceClient(this, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    /// <exception cref="ServiceFault">It refused, or gave no answer that is its own.</exception>
    internal Task<(T Value, string Json)> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken stop) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Get, Relative(path)), type, stop);

    /// <summary>Sends a command under a key of its own: sent again, it is not done twice.</summary>
    /// <exception cref="ServiceFault">It refused, or gave no answer that is its own.</exception>
    internal Task<(TAnswer Value, string Json)> PostAsync<TBody, TAnswer>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken stop
    )
    {
        var key = CommandId.New().Value;
        return CallAsync(Request, answerType, stop);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Relative(path))
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }
    }

    /// <summary>Opens the stream of events.</summary>
    /// <exception cref="ServiceFault">It refused, or gave no answer that is its own.</exception>
    internal async Task<Stream> EventsAsync(string? after, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(_limit, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, Relative("/api/events"));
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        try
        {
            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            if (answer.IsSuccessStatusCode)
                return new BoundedEvents(await answer.Content.ReadAsStreamAsync(stop));
            await answer.Content.LoadIntoBufferAsync(MostBytes, end.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(end.Token);
            throw new ServiceFault(Refusal(answer.StatusCode, body) ?? NotOurs($"{(int)answer.StatusCode}"));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Silent(null);
        }
        catch (HttpRequestException failure)
        {
            throw Unreached(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Where the service's requests go, by its latest answer, the most dangerous first; empty: it has not said.</summary>
    internal string Venues { get; private set; } = "";

    internal ServiceFault Unreached(Exception failure) => new($"{_http.BaseAddress} was not reached: {Words(failure)}");

    private async Task<(T Value, string Json)> CallAsync<T>(
        Func<HttpRequestMessage> request,
        JsonTypeInfo<T> type,
        CancellationToken stop
    )
    {
        using var limit = new CancellationTokenSource(_limit, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        string? last = null;
        try
        {
            for (var pause = FirstPause; ; pause = pause < LongestPause / 2 ? pause * 2 : LongestPause)
            {
                try
                {
                    using var message = request();
                    using var answer = await _http.SendAsync(message, end.Token);
                    var body = await answer.Content.ReadAsByteArrayAsync(end.Token);
                    if (answer.Headers.TryGetValues(Venue.Header, out var venues))
                        Venues = string.Join(", ", venues);
                    if (answer.IsSuccessStatusCode)
                        return Read(body, type);
                    if (Refusal(answer.StatusCode, body) is { } refusal)
                        throw new ServiceFault(refusal);
                    last = NotOurs($"{(int)answer.StatusCode}");
                    if (!IsGateways(answer.StatusCode))
                        throw new ServiceFault(last);
                }
                catch (HttpRequestException failure) when (IsNotHttp(failure))
                {
                    throw new ServiceFault($"{NotOurs(Words(failure))} {PerhapsDone}");
                }
                catch (HttpRequestException failure) when (last is not null || !WasNeverMade(failure))
                {
                    last = Words(failure);
                }

                await Task.Delay(pause, _time, end.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Silent(last);
        }
        catch (HttpRequestException failure)
        {
            throw new ServiceFault($"{Unreached(failure).Message} Nothing was sent.");
        }
    }

    private ServiceFault Silent(string? last) =>
        new(
            FormattableString.Invariant(
                $"{_http.BaseAddress} gave no answer within {_limit.TotalSeconds:0.###} s{(last is null ? "" : $" (the last try: {last})")}. {PerhapsDone}"
            )
        );

    private (T Value, string Json) Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, type) is { } value && IsWhole(value))
                return (value, Encoding.UTF8.GetString(body));
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new ServiceFault($"What {_http.BaseAddress} answered cannot be read. {PerhapsDone}");
    }

    /// <summary>Whether it says what every version of the service says; anything may answer <c>{}</c>.</summary>
    private static bool IsWhole(object answer) =>
        answer switch
        {
            CancelAnswer { Outcome: not null } => true,
            EngageAnswer { Outcome: not null, Sessions: not null } => true,
            ResetAnswer { Outcome: not null } => true,
            KillSwitchView { State: not null } => true,
            SessionList { Sessions: not null } => true,
            CancelAnswer or EngageAnswer or ResetAnswer or KillSwitchView or SessionList => false,
            _ => throw ClosedUnion.Unhandled(answer),
        };

    /// <summary>What the service itself says against the call; null: the answer is not its own.</summary>
    private static string? Refusal(HttpStatusCode status, byte[] body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, AnswerJson.Default.ProblemView) is not { Title: not null } problem)
                return null;
            var errors = problem.Errors?.Select(error => $"{error.Key} {string.Join(' ', error.Value ?? [])}") ?? [];
            return string.Join(' ', [$"{(int)status}: {problem.Title}", problem.Detail, .. errors]).Trim();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string NotOurs(string answer) => $"{answer}: what answers there is not this service.";

    private static bool IsGateways(HttpStatusCode status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static bool IsNotHttp(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded;

    /// <summary>Whether there was no connection that the call could have gone out on.</summary>
    private static bool WasNeverMade(HttpRequestException failure) =>
        failure.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError;

    /// <summary>The innermost message: that of TLS says what is wrong with the certificate, the outer one does not.</summary>
    private static string Words(Exception failure) => failure.GetBaseException().Message;

    private static string Relative(string path) => path.TrimStart('/');
}
