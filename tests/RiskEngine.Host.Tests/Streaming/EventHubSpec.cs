using System.Text;
using Microsoft.Extensions.Time.Testing;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.Streaming;

public sealed class EventHubSpec
{
    private readonly FakeTimeProvider _time = new();
    private readonly EventHub _hub;

    public EventHubSpec() => _hub = new EventHub(mostKept: 3, mostReaders: 2, _time);

    [Fact]
    public async Task Reader_must_hear_a_heartbeat_when_nothing_happens_and_the_event_that_comes_then()
    {
        using var reader = _hub.Open(null)!;
        await using var frames = reader.ReadAsync(CancellationToken.None).GetAsyncEnumerator();

        for (var beat = 0; beat < 2; beat++)
        {
            var silent = frames.MoveNextAsync();
            _time.Advance(EventReader.Silence - TimeSpan.FromMilliseconds(1));
            silent.IsCompleted.ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await silent).ShouldBeTrue();
            frames.Current.ShouldBe(EventFrame.Heartbeat);
        }

        _hub.Publish("{}"u8.ToArray());
        (await frames.MoveNextAsync()).ShouldBeTrue();
        frames.Current.Number.ShouldBe(1);
    }

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
