using System.Net.Sockets;
using System.Text;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

/// <summary>Callers that send a whole request and then no more: <c>nc -N</c>, scripts, and machines that go down.</summary>
public sealed class HalfClosedSpec(RunningHost host) : IClassFixture<RunningHost>
{
    private const int Calls = 12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Engagement_must_be_carried_out_and_audited_when_the_sender_closes_behind_a_whole_request(
        bool isGone
    )
    {
        for (var call = 0; call < Calls; call++)
            await SendAsync($"half closed {isGone} {call}", isGone);

        await RunningHost.UntilAsync(async () =>
        {
            var engaged = await host.GetAsync("/api/kill-switch");
            return engaged
                    .GetProperty("engagements")
                    .EnumerateArray()
                    .Count(x => x.GetProperty("reason").GetString()!.StartsWith($"half closed {isGone}")) == Calls;
        });
        await RunningHost.UntilAsync(async () =>
            (await host.GetAsync("/api/audit?after=-500"))
                .GetProperty("rows")
                .EnumerateArray()
                .Count(row => $"{row}".Contains("/api/kill-switch/engage")) >= Calls
        );
    }

    private async Task SendAsync(string reason, bool isGone)
    {
        var body = $$"""{"scope":"session/gemini/maker-1","reason":"{{reason}}"}""";
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await client.Client.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/kill-switch/engage HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {RunningHost.Alice}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"
            )
        );
        client.Client.Shutdown(SocketShutdown.Send);
        if (!isGone)
            // Whether the answer can still be written or not, the connection ends.
            while (await client.Client.ReceiveAsync(new byte[4096]) > 0) { }
    }
}
