using System.Text;
using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.Streaming;

public sealed class EventHubSpec
{
    private readonly EventHub _hub = new(mostKept: 3, mostReaders: 2, new FakeTimeProvider());

    [Fact]
    public async Task Reader_must_get_the_latest_kept_events_when_it_has_none()
    {
        foreach (var number in Enumerable.Range(1, 5))
            _hub.Publish(Encoding.UTF8.GetBytes($"{number}"));

        var read = await ReadAsync(_hub.Open(null)!, 3);

        read.Select(text => text.Split("data: ")[1].Trim()).ShouldBe(["3", "4", "5"]);
    }

    [Fact]
    public async Task Reader_must_hear_of_a_gap_when_what_it_missed_is_not_kept_any_more()
    {
        _hub.Publish("1"u8.ToArray());
        var id = (await ReadAsync(_hub.Open(null)!, 1))[0].Split('\n')[0]["id: ".Length..];
        foreach (var number in Enumerable.Range(2, 4))
            _hub.Publish(Encoding.UTF8.GetBytes($"{number}"));

        (await ReadAsync(_hub.Open(id)!, 1))[0].ShouldStartWith("event: gap");
    }

    [Fact]
    public async Task Reader_must_be_cut_off_when_it_is_too_slow_and_nobody_must_wait_for_it()
    {
        using var slow = _hub.Open(null)!;
        for (var i = 0; i < 2000; i++)
            _hub.Publish("x"u8.ToArray());

        var read = 0;
        await foreach (var _ in slow.ReadAsync(CancellationToken.None))
            read++;

        read.ShouldBe(1024);
        _hub.Open(null).ShouldNotBeNull();
        _hub.Open(null).ShouldNotBeNull("the slow one has made room");
    }

    private static async Task<List<string>> ReadAsync(EventReader reader, int count)
    {
        using (reader)
        {
            var read = new List<string>();
            await foreach (var frame in reader.ReadAsync(CancellationToken.None))
            {
                read.Add(Encoding.UTF8.GetString(frame.Bytes.Span));
                if (read.Count == count)
                    break;
            }

            return read;
        }
    }
}
