using System.Text;

namespace RiskEngine.Host.Streaming;

/// <summary>One server-sent event, written once for all who read.</summary>
internal sealed class EventFrame
{
    private EventFrame(long number, byte[] bytes) => (Number, Bytes) = (number, bytes);

    /// <summary>A comment, which readers pass over: tells them and what is between that the stream lives.</summary>
    internal static readonly EventFrame Heartbeat = new(0, ":\n\n"u8.ToArray());

    /// <summary>Its number; zero when it has none, and is not sent again.</summary>
    internal long Number { get; }

    /// <summary>As it goes over the wire.</summary>
    internal ReadOnlyMemory<byte> Bytes { get; }

    internal static EventFrame Numbered(string run, long number, byte[] json) =>
        new(number, Encode($"id: {run}-{number}\ndata: ", json));

    internal static EventFrame Passing(string name, byte[] json) => new(0, Encode($"event: {name}\ndata: ", json));

    private static byte[] Encode(string head, byte[] json) =>
        [.. Encoding.UTF8.GetBytes(head), .. json, (byte)'\n', (byte)'\n'];
}
