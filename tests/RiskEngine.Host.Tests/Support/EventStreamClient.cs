using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RiskEngine.Host.Tests.Support;

/// <summary>Reads a service's events as any reader of server-sent events does.</summary>
internal sealed class EventStreamClient(RunningHost host, string? after = null) : IAsyncDisposable
{
    private readonly HttpClient _client = host.Client();
    private readonly CancellationTokenSource _limit = new(RunningHost.Patience, TimeProvider.System);

    /// <summary>Reads until one fits.</summary>
    /// <returns>All that were read, the fitting one last.</returns>
    internal async Task<IReadOnlyList<SseItem<JsonElement>>> UntilAsync(Func<SseItem<JsonElement>, bool> fits)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after);
        using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _limit.Token);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var read = new List<SseItem<JsonElement>>();
        var parser = SseParser.Create(
            await answer.Content.ReadAsStreamAsync(_limit.Token),
            (_, data) => JsonDocument.Parse(data.ToArray()).RootElement
        );
        await foreach (var item in parser.EnumerateAsync(_limit.Token))
        {
            read.Add(item);
            if (fits(item))
                return read;
        }

        throw new InvalidOperationException("The stream ended before what was waited for came.");
    }

    internal static bool Is(SseItem<JsonElement> item, string type) =>
        item.EventType == SseParser.EventTypeDefault && item.Data.GetProperty("type").GetString() == type;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _limit.Dispose();
        return ValueTask.CompletedTask;
    }
}
