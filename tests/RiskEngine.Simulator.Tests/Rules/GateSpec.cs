using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Rules;

public sealed class GateSpec
{
    private readonly Lab _lab = new();

    [Theory]
    [InlineData("X-GEMINI-APIKEY", "MissingApikeyHeader", "The X-GEMINI-APIKEY header was missing")]
    [InlineData("X-GEMINI-PAYLOAD", "MissingPayloadHeader", "The X-GEMINI-PAYLOAD header was missing")]
    [InlineData("X-GEMINI-SIGNATURE", "MissingSignatureHeader", "The X-GEMINI-SIGNATURE header was missing")]
    public void Gate_must_name_the_header_when_one_is_missing_or_empty(string header, string reason, string message)
    {
        var headers = Sign.Payload(Lab.Maker, Sign.Json(Lab.Heartbeat, "1"));
        headers[header] = "";
        AssertError(_lab.Send(Lab.Heartbeat, headers), 400, reason, message);
        headers.Remove(header);
        AssertError(_lab.Send(Lab.Heartbeat, headers), 400, reason, message);
    }

    [Fact]
    public void Gate_must_find_headers_when_their_names_are_in_another_case()
    {
        var headers = Sign.Payload(Lab.Maker, Sign.Json(Lab.Heartbeat, "1"))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value);
        _lab.Send(Lab.Heartbeat, headers).Status.ShouldBe(200);
    }

    [Fact]
    public void Gate_must_refuse_when_the_key_is_unknown() =>
        AssertError(
            _lab.Send(Lab.Heartbeat, new ApiKey("x", "account-x", "s")),
            400,
            "InvalidApiKey",
            "Invalid API key"
        );

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("W10=")] // []
    [InlineData("e30")] // {} without padding
    public void Gate_must_refuse_when_the_payload_is_not_base64_of_a_json_object(string payload) =>
        AssertError(
            _lab.Send(Lab.Heartbeat, Sign.Base64(Lab.Maker, payload)),
            400,
            "InvalidJson",
            "The JSON provided is invalid"
        );

    [Fact]
    public void Gate_must_refuse_when_the_payload_names_no_request() =>
        _lab.Send(Lab.Heartbeat, Sign.Payload(Lab.Maker, "{\"nonce\":1}")).Reason.ShouldBe("MissingPayloadKey");

    [Theory]
    [InlineData("/v1/order/cancel")]
    [InlineData("/v1/order/cancel/session/")]
    [InlineData("v1/order/cancel/session")]
    public void Gate_must_refuse_when_the_payload_names_another_endpoint(string request) =>
        AssertError(
            _lab.Send(Lab.Session, Sign.Payload(Lab.Maker, Sign.Json(request, "1"))),
            400,
            "EndpointMismatch",
            "The request was submitted to an endpoint different than the one in the payload"
        );

    [Fact]
    public void Gate_must_refuse_when_there_is_no_nonce() =>
        AssertError(
            _lab.Send(Lab.Session, Sign.Payload(Lab.Maker, Sign.Json(Lab.Session, null))),
            400,
            "MissingNonce",
            "The nonce is missing"
        );

    [Theory]
    [InlineData("POST", "/v1/nothing")]
    [InlineData("POST", "/")]
    [InlineData("GET", Lab.Session)]
    public void Gate_must_answer_404_when_there_is_no_such_endpoint(string method, string path)
    {
        var answer = _lab.Send(path, [], method);
        answer.Status.ShouldBe(404);
        answer.Reason.ShouldBe("EndpointNotFound");
    }

    [Fact]
    public void Gate_must_show_the_key_in_the_message_when_a_role_is_missing()
    {
        var auditor = new ApiKey("auditor", "account-auditor", "s") { Roles = Roles.Auditor };
        AssertError(
            Lab.With(auditor).Send(Lab.Session, auditor),
            403,
            "MissingRole",
            "To access this endpoint, you need to log in to the website and go to the settings page to assign one of these roles "
                + "[Trader] to API key account-auditor which currently has roles [Auditor]"
        );
    }

    [Fact]
    public void Gate_must_list_all_roles_when_several_would_do_and_none_is_held()
    {
        var nobody = new ApiKey("nobody", "account-nobody", "s") { Roles = Roles.None };
        Lab.With(nobody)
            .Send(Lab.Orders, nobody)
            .Body.ShouldContain("[Trader, Auditor] to API key account-nobody which currently has roles []");
    }

    [Fact]
    public void Gate_must_refuse_when_the_key_filters_addresses()
    {
        var blocked = Lab.Maker with { BlockedByAddressFilter = true };
        var answer = Lab.With(blocked).Send(Lab.Session, blocked);
        answer.Status.ShouldBe(403);
        answer.Reason.ShouldBe("ApiKeyIpFilteringFailure");
    }

    [Fact]
    public void Gate_must_refuse_when_the_remote_address_is_forbidden()
    {
        var answer = Lab.With(new Switches { RemoteAddressForbidden = true }).Send(Lab.Session);
        answer.Status.ShouldBe(403);
        answer.Reason.ShouldBe("RemoteAddressForbidden");
    }

    /// <summary>Each row breaks one rule more than the row below it; the earliest rule gives the answer.</summary>
    [Fact]
    public void Gate_must_answer_with_the_first_broken_rule_when_several_are_broken()
    {
        var key = new ApiKey("k", "master-k", "s") { Roles = Roles.Auditor, BlockedByAddressFilter = true };
        var lab = new Lab(
            new SimulatorOptions
            {
                Credentials = [key],
                Accounts = [new Account("primary"), new Account("closed") { IsClosed = true }],
                Switches = new Switches { RemoteAddressForbidden = true },
                RateLimit = new RateLimit(PerMinute: 1, Burst: 1, Queue: 0),
            }
        );
        const string wrongSecret = "another";
        Dictionary<string, string> Signed(string json, string? secret = null) =>
            Sign.Payload(new ApiKey("k", "master-k", secret ?? "s"), json);
        string Reason(Dictionary<string, string> headers, string path = Lab.Session) =>
            lab.Send(path, headers).Reason ?? "accepted";

        Reason([], "/v1/nothing").ShouldBe("EndpointNotFound");
        Reason([]).ShouldBe("RemoteAddressForbidden");
        lab.World.Switches = new Switches();
        Reason([]).ShouldBe("MissingApikeyHeader");
        Reason(Sign.Base64(new ApiKey("u", "unknown", "s"), "!")).ShouldBe("InvalidApiKey");
        Reason(Sign.Base64(key, "!")).ShouldBe("ApiKeyIpFilteringFailure");
        lab.World.SetCredential(key = key with { BlockedByAddressFilter = false });
        Reason(Sign.Base64(key, "!")).ShouldBe("InvalidJson");
        Reason(Signed("{}", wrongSecret)).ShouldBe("MissingPayloadKey");
        Reason(Signed(Sign.Json(Lab.Orders, null), wrongSecret)).ShouldBe("EndpointMismatch");
        Reason(Signed(Sign.Json(Lab.Session, null), wrongSecret)).ShouldBe("MissingNonce");
        Reason(Signed(Sign.Json(Lab.Session, "\"x\""), wrongSecret)).ShouldBe("InvalidSignature");
        Reason(Signed(Sign.Json(Lab.Session, "\"x\""))).ShouldBe("MissingRole");
        lab.World.SetCredential(key with { Roles = Roles.Trader });
        Reason(Signed(Sign.Json(Lab.Session, "\"x\""))).ShouldBe("MissingAccounts");
        Reason(Signed(Sign.Json(Lab.Session, "\"x\"", "\"account\":\"nobody\""))).ShouldBe("InvalidAccountName");
        Reason(Signed(Sign.Json(Lab.Session, "\"x\"", "\"account\":\"closed\""))).ShouldBe("AccountClosed");
        Reason(Signed(Sign.Json(Lab.Session, "\"x\"", "\"account\":\"primary\""))).ShouldBe("InvalidNonce");
        Reason(Signed(Sign.Json(Lab.Session, "1", "\"account\":\"primary\""))).ShouldBe("accepted");
        Reason(Signed(Sign.Json(Lab.Session, "2", "\"account\":\"primary\""))).ShouldBe("RateLimit");
    }

    private static void AssertError(Answer answer, int status, string reason, string message)
    {
        answer.Body.ShouldBe($$"""{"result":"error","reason":"{{reason}}","message":"{{message}}"}""");
        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/json");
    }
}
