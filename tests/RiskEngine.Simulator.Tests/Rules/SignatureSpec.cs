using System.Text.Json;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Rules;

public sealed class SignatureSpec
{
    private const string Secret = "1234abcd";

    public static TheoryData<string, string, string> Vectors()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var vector in SigningVectors.All.GetProperty("vectors").EnumerateArray())
        {
            var payload = vector.GetProperty("payload").GetString()!;
            var base64 = vector.TryGetProperty("base64", out var given) ? given.GetString()! : Sign.ToBase64(payload);
            data.Add(payload, base64, vector.GetProperty("signature").GetString()!);
        }
        return data;
    }

    [Theory, MemberData(nameof(Vectors))]
    public void Signature_must_be_accepted_when_it_is_a_published_or_derived_vector(
        string payload,
        string base64,
        string signature
    )
    {
        var fields = JsonSerializer.Deserialize<JsonElement>(payload);
        var isMaster = fields.TryGetProperty("account", out _);
        var key = new ApiKey("vector", isMaster ? "master-vector" : "account-vector", Secret);
        var headers = new Dictionary<string, string>
        {
            ["X-GEMINI-APIKEY"] = key.Key,
            ["X-GEMINI-PAYLOAD"] = base64,
            ["X-GEMINI-SIGNATURE"] = signature,
        };

        Sign.ToBase64(payload).ShouldBe(base64);
        // The published example asks for an order that does not exist; every other vector is accepted.
        var answer = Lab.With(key).Send(fields.GetProperty("request").GetString()!, headers);
        (answer.Reason ?? "accepted").ShouldBe(fields.TryGetProperty("order_id", out _) ? "OrderNotFound" : "accepted");
    }

    [Fact]
    public void Signature_must_be_refused_when_the_secret_is_another()
    {
        var wrong = new ApiKey("maker", Lab.Maker.Key, Lab.Maker.Secret + " ");
        AssertRefused(new Lab(), Sign.Payload(wrong, Sign.Json(Lab.Heartbeat, "1")));
    }

    [Fact]
    public void Signature_must_be_refused_when_its_hex_is_upper_case()
    {
        var headers = Sign.Payload(Lab.Maker, Sign.Json(Lab.Heartbeat, "1"));
        headers["X-GEMINI-SIGNATURE"] = headers["X-GEMINI-SIGNATURE"].ToUpperInvariant();
        AssertRefused(new Lab(), headers);
    }

    [Fact]
    public void Signature_must_be_refused_when_the_payload_was_changed_after_signing()
    {
        var headers = Sign.Payload(Lab.Maker, Sign.Json(Lab.Heartbeat, "1"));
        headers["X-GEMINI-PAYLOAD"] = Sign.ToBase64(Sign.Json(Lab.Heartbeat, "2"));
        AssertRefused(new Lab(), headers);
    }

    [Fact]
    public void Secret_must_count_with_its_white_space_when_it_has_any()
    {
        var spaced = new ApiKey("spaced", "account-spaced", "secret\n");
        Lab.With(spaced).Send(Lab.Heartbeat, spaced).Status.ShouldBe(200);
    }

    private static void AssertRefused(Lab lab, Dictionary<string, string> headers)
    {
        var answer = lab.Send(Lab.Heartbeat, headers);
        answer.Status.ShouldBe(400);
        answer.Reason.ShouldBe("InvalidSignature");
    }
}
