using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using RiskEngine.Host.Api;

namespace RiskEngine.Host.CommandLine;

/// <summary>Reads the stream of events, as text and as what it says.</summary>
internal static class EventLines
{
    /// <exception cref="ServiceFault">The service refused, or could not be reached.</exception>
    internal static async IAsyncEnumerable<(string Json, EventView Event)> ReadAsync(
        ServiceClient client,
        string? after,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await using var stream = await client.EventsAsync(after, stop);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(stop))
            if (item.EventType == SseParser.EventTypeDefault && Read(item.Data) is { } view)
                yield return (item.Data, view);
    }

    private static EventView? Read(string data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, AnswerJson.Default.EventView);
        }
        catch (JsonException)
        {
            throw new ServiceFault("What comes there is not this service's stream of events.");
        }
    }
}
