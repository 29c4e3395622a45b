using System.Text;

namespace RiskEngine.Gemini.Tests;

public sealed class RedactionTests
{
    public static readonly TheoryData<bool> BothCredentials = [true, false];

    [Theory]
    [MemberData(nameof(BothCredentials))]
    public async Task Echoed_headers_must_not_leave_the_gateway(bool isApiKey)
    {
        var credentials = isApiKey ? Gateways.ApiKey : Gateways.Bearer;
        foreach (var (status, format) in Bodies())
        {
            var unseen = new List<string> { Gateways.Key, Gateways.SecretText, Gateways.Token };
            await using var gateway = Gateways.Behind(
                new StubHandler(message =>
                {
                    var headers = SentRequest.Of(message).Headers;
                    unseen.Add(headers["X-GEMINI-PAYLOAD"]);
                    if (headers.TryGetValue("X-GEMINI-SIGNATURE", out var signature))
                        unseen.Add(signature);
                    var echo = string.Join(' ', headers.Where(x => x.Key is not "Cache-Control").Select(x => x.Value));
                    return StubHandler.Response(status, string.Format(null, format, echo));
                }),
                credentials: credentials
            );

            var answer = await gateway.SendAsync(
                Gateways.Outbound(new ExchangeRequest.SendPrivate(new PrivateEndpoint("/v1/x"), RequestFields.None)),
                CancellationToken.None
            );

            var text = answer.ToString();
            text.ShouldContain("(redacted)");
            unseen.ShouldAllBe(x => !text.Contains(x, StringComparison.OrdinalIgnoreCase));
        }

        static IEnumerable<(int, CompositeFormat)> Bodies() =>
            [
                (403, CompositeFormat.Parse("""{{"result":"error","reason":"MissingRole","message":"{0}"}}""")),
                (403, CompositeFormat.Parse("""{{"result":"error","reason":"{0}","message":""}}""")),
                (502, CompositeFormat.Parse("<html>{0}</html>")),
                (200, CompositeFormat.Parse("""{{"echo":"{0}"}}""")),
            ];
    }

    [Fact]
    public async Task Body_must_be_counted_and_not_shown_when_it_is_no_text()
    {
        var answer = await Gateways.Read(Gateways.CancelSession, 200, [0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe]);

        answer.ShouldBeOfType<ExchangeAnswer.Unknown>().Said.Message.ShouldBe("HTTP 200: (6 bytes that are no text)");
    }

    [Fact]
    public void Secret_must_go_whole_when_the_key_is_a_part_of_it()
    {
        var redactor = new Redactor(["abc", "abcdef"], new SignedPayload("", ""));

        redactor.Clean("say abcdef and ABC").ShouldBe("say (redacted) and (redacted)");
    }
}
