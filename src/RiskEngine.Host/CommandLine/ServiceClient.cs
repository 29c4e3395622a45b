using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>Calls a running service.</summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;

    internal ServiceClient(Uri address, string token)
    {
        // An engagement answers at its deadline, which may be a minute: the service ends a call, not this clock.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <exception cref="ServiceFault">It refused, or could not be reached.</exception>
    internal Task<(T Value, string Json)> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken stop) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Get, path), type, stop);

    /// <summary>Sends a command under a key of its own: sent again after a broken connection, it is not done twice.</summary>
    /// <exception cref="ServiceFault">It refused, or could not be reached.</exception>
    internal async Task<(TAnswer Value, string Json)> PostAsync<TBody, TAnswer>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answerType,
        CancellationToken stop
    )
    {
        var key = CommandId.New().Value;
        try
        {
            return await CallAsync(Request, answerType, stop);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError != HttpRequestError.ConnectionError)
        {
            return await CallAsync(Request, answerType, stop);
        }

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", key);
            return request;
        }
    }

    /// <summary>Opens the stream of events.</summary>
    /// <exception cref="ServiceFault">It refused, or could not be reached.</exception>
    internal async Task<Stream> EventsAsync(string? after, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        try
        {
            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (!answer.IsSuccessStatusCode)
                throw Refused(answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
            return await answer.Content.ReadAsStreamAsync(stop);
        }
        catch (HttpRequestException failure)
        {
            throw Unreached(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    internal ServiceFault Unreached(Exception failure) =>
        new($"{_http.BaseAddress} was not reached: {failure.Message} If a command was sent, look at what came of it.");

    private async Task<(T Value, string Json)> CallAsync<T>(
        Func<HttpRequestMessage> request,
        JsonTypeInfo<T> type,
        CancellationToken stop
    )
    {
        try
        {
            using var message = request();
            using var answer = await _http.SendAsync(message, stop);
            var json = await answer.Content.ReadAsStringAsync(stop);
            return answer.IsSuccessStatusCode
                ? (JsonSerializer.Deserialize(json, type)!, json)
                : throw Refused(answer.StatusCode, json);
        }
        catch (JsonException)
        {
            throw new ServiceFault(
                $"What {_http.BaseAddress} answered cannot be read. A command may have been carried out: see what came of it."
            );
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw Unreached(failure);
        }
    }

    private static ServiceFault Refused(HttpStatusCode status, string json)
    {
        try
        {
            var problem = JsonSerializer.Deserialize(json, AnswerJson.Default.ProblemView)!;
            var errors = problem.Errors?.Select(error => $"{error.Key} {string.Join(' ', error.Value)}") ?? [];
            return new ServiceFault(
                string.Join(' ', [$"{(int)status}: {problem.Title}", problem.Detail, .. errors]).Trim()
            );
        }
        catch (JsonException)
        {
            return new ServiceFault($"{(int)status}: what answers there is not this service.");
        }
    }
}
