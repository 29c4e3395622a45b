using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RiskEngine.Host.Tests.Support;

namespace RiskEngine.Host.Tests.Api;

public sealed class BodySpec(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Cancel = "/api/sessions/maker-1/cancel";
    private const string Engage = "/api/kill-switch/engage";
    private const string Reset = "/api/kill-switch/reset";
    private const string SignIn = "/api/sign-in";

    public static TheoryData<string> Routes => [Cancel, Engage, Reset, SignIn];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Call_must_answer_400_and_do_nothing_when_the_body_is_malformed(string path)
    {
        foreach (
            var body in (string[])
                [
                    "",
                    "null",
                    "{",
                    "[]",
                    "\"text\"",
                    """{"surplus":true}""",
                    """{"reason":7,"scope":7,"epoch":"x","token":7}""",
                    """{"reason":"a","reason":"b","scope":"everything","epoch":1,"token":"x"}""",
                    """{"reason":"x","scope":"everything","epoch":1,"token":"x","surplus":true}""",
                    new string('[', 4000),
                ]
        )
        {
            using var answer = await SendAsync(path, Encoding.UTF8.GetBytes(body));

            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            problem.GetProperty("type").GetString().ShouldBe("urn:risk-engine:problem:malformed-body", body);
            problem.ToString().ShouldNotContain("RiskEngine.", Case.Sensitive, "names of types are nobody's business");
        }

        (await host.GetAsync("/api/kill-switch")).GetProperty("state").GetString().ShouldBe("clear");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Call_must_answer_413_when_the_body_is_too_long(string path)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"reason":"{{new string('x', 20_000)}}","scope":"everything"}""");
        using var announced = await SendAsync(path, body);
        using var chunked = await SendAsync(path, body, isChunked: true);

        foreach (var answer in new[] { announced, chunked })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            (await answer.Content.ReadFromJsonAsync<JsonElement>())
                .GetProperty("type")
                .GetString()
                .ShouldBe("urn:risk-engine:problem:body-too-large");
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Call_must_answer_415_when_the_body_is_not_called_json(string path)
    {
        using var answer = await SendAsync(path, "{}"u8.ToArray(), type: "text/plain");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData(Cancel, """{"reason":" "}""", "reason")]
    [InlineData(Cancel, """{"reason":"two\nlines"}""", "reason")]
    [InlineData(Cancel, """{"reason":"x","deadlineMs":0}""", "deadlineMs")]
    [InlineData(Cancel, """{"reason":"x","deadlineMs":9223372036854775807}""", "deadlineMs")]
    [InlineData(Engage, """{"reason":"x","scope":"all"}""", "scope")]
    [InlineData(Engage, """{"reason":"","scope":"everything"}""", "reason")]
    [InlineData(Reset, """{"reason":"x","engagements":[]}""", "engagements")]
    [InlineData(Reset, """{"reason":"x","engagements":[null]}""", "engagements")]
    [InlineData(Reset, """{"reason":"x","engagements":["desk-1:9"]}""", "engagements")]
    [InlineData(Reset, """{"reason":"x","scope":"everything"}""", "engagements")]
    public async Task Call_must_name_the_member_when_a_value_is_wrong(string path, string body, string member)
    {
        using var answer = await SendAsync(path, Encoding.UTF8.GetBytes(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(member);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path,
        byte[] body,
        string type = "application/json",
        bool isChunked = false
    )
    {
        using var client = host.Client(path == Reset ? RunningHost.Bob : RunningHost.Alice);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TransferEncodingChunked = isChunked;
        return await client.SendAsync(request);
    }
}
