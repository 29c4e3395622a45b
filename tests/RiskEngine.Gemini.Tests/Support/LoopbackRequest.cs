using System.Net.Sockets;
using System.Text;

namespace RiskEngine.Gemini.Tests;

/// <summary>One request that a <see cref="LoopbackServer"/> has read to its end.</summary>
/// <param name="Head">Request line and headers as received.</param>
/// <param name="Connection">The number of the connection, from 1.</param>
/// <param name="Socket">The connection.</param>
internal sealed record LoopbackRequest(string Head, int Connection, Socket Socket)
{
    internal string[] Lines => Head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    internal Task AnswerAsync(int status, string body, string headers = "") =>
        SendAsync($"HTTP/1.1 {status} Said\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}");

    internal async Task SendAsync(string bytes) => await Socket.SendAsync(Encoding.ASCII.GetBytes(bytes));

    /// <summary>Ends the connection in order.</summary>
    internal void Close() => Socket.Close();

    /// <summary>Breaks the connection.</summary>
    internal void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }
}
