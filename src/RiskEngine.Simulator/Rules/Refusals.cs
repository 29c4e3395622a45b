using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Rules;

/// <summary>The one table of everything the exchange can refuse a request with: status, reason and exact text.</summary>
/// <remarks>
/// Nonce, role and maintenance texts are those users have seen, stray quote included. The other texts are the short
/// descriptions of the published error list. Reasons marked (choice) are not published for the case they are used for.
/// </remarks>
internal static class Refusals
{
    // Nonces
    public static Answer NonceNotIncreased(string nonce) =>
        Error(400, "InvalidNonce", $"Nonce '{nonce}' has not increased since your last call to the Gemini API.");

    public static Answer NonceOutsideWindow(string nonce, long serverSeconds) =>
        Error(400, "InvalidNonce", $"Nonce '{nonce}' is not within 30 seconds of server time '{serverSeconds}''");

    public static Answer NonceUnreadable() => Error(400, "InvalidNonce", "Nonce is not a whole number."); // (choice)

    public static Answer NonceOfOtherForm(NonceJson wanted) => // (choice)
        Error(400, "InvalidNonce", $"Nonce is not a {(wanted == NonceJson.AsNumber ? "number" : "string")}.");

    public static Answer MissingNonce() => Error(400, "MissingNonce", "The nonce is missing");

    // Credentials: the pages disagree on 400 and 401, see Switches.CredentialErrorStatus
    public static Answer MissingApiKeyHeader(Switches s) =>
        Error(s.CredentialErrorStatus, "MissingApikeyHeader", "The X-GEMINI-APIKEY header was missing");

    public static Answer MissingPayloadHeader(Switches s) =>
        Error(s.CredentialErrorStatus, "MissingPayloadHeader", "The X-GEMINI-PAYLOAD header was missing");

    public static Answer MissingSignatureHeader(Switches s) =>
        Error(s.CredentialErrorStatus, "MissingSignatureHeader", "The X-GEMINI-SIGNATURE header was missing");

    public static Answer InvalidApiKey(Switches s) =>
        Error(s.CredentialErrorStatus, "InvalidApiKey", "Invalid API key");

    public static Answer InvalidSignature(Switches s) =>
        Error(s.CredentialErrorStatus, "InvalidSignature", "InvalidSignature");

    public static Answer InvalidToken(Switches s) => // (choice)
        Error(s.CredentialErrorStatus, "InvalidApiKey", "The access token is unknown or has expired");

    // Payload
    public static Answer InvalidJson() => Error(400, "InvalidJson", "The JSON provided is invalid");

    public static Answer MissingPayloadKey(string name) =>
        Error(400, "MissingPayloadKey", $"The payload is missing a required key: {name}");

    public static Answer EndpointMismatch() =>
        Error(
            400,
            "EndpointMismatch",
            "The request was submitted to an endpoint different than the one in the payload"
        );

    public static Answer EndpointNotFound() => Error(404, "EndpointNotFound", "API entry point was not found");

    // Accounts
    public static Answer MissingAccounts() => Error(400, "MissingAccounts", "Expected a JSON payload with accounts");

    public static Answer InvalidAccountName(string name) =>
        Error(400, "InvalidAccountName", $"The account {name} is not an exchange account of this group");

    public static Answer AccountClosed(string name) => Error(400, "AccountClosed", $"The account {name} is closed");

    // Permissions
    public static Answer MissingRole(Roles wanted, ApiKey key, Switches s)
    {
        const string reason = "MissingRole";
        // The real text shows the key as well, which is why a client has to redact it.
        var message =
            "To access this endpoint, you need to log in to the website and go to the settings page to assign one of these roles "
            + $"[{List(wanted)}] to API key {key.Key} which currently has roles [{List(key.Roles)}]";
        return s.MissingRoleInShortForm
            ? new Answer(403, Json.Text(new JsonObject { ["error"] = reason, ["message"] = message }))
            {
                Reason = reason,
            }
            : Error(403, reason, message);

        static string List(Roles roles) => roles == Roles.None ? "" : roles.ToString();
    }

    public static Answer MissingScope(string scope) => // (choice)
        Error(403, "MissingRole", $"The access token lacks the scope {scope}");

    public static Answer BlockedByAddressFilter() =>
        Error(403, "ApiKeyIpFilteringFailure", "The request came from an address that this API key does not trust");

    public static Answer RemoteAddressForbidden() =>
        Error(403, "RemoteAddressForbidden", "The request came from an address that is not allowed");

    // Load and outages
    public static Answer RateLimited(string? retryAfter = null) =>
        Error(429, "RateLimit", "Too Many Requests") with
        {
            RetryAfter = retryAfter,
        };

    public static Answer System() => Error(500, "System", "Internal Server Error");

    public static Answer SystemAsText() =>
        new(500, "Internal Server Error") { ContentType = "text/plain", Reason = "System" };

    public static Answer SystemWithoutBody() => new(500, "") { ContentType = "text/plain", Reason = "System" };

    public static Answer BadGateway() => Page(502);

    public static Answer Maintenance() =>
        Error(
            503,
            "Maintenance",
            "The Gemini Exchange is currently undergoing maintenance. Please check https://status.gemini.com/ for more information."
        );

    // A front's: nobody at the exchange has said these
    public static Answer Page(int status)
    {
        var title = $"{status} {ReasonPhrases.GetReasonPhrase(status)}".TrimEnd();
        return new Answer(
            status,
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
        )
        {
            ContentType = "text/html",
            Location = Location(status),
            Reason = "Page",
        };
    }

    public static Answer NoBody(int status) =>
        new(status, "")
        {
            ContentType = "text/plain",
            Location = Location(status),
            Reason = "NoBody",
        };

    private static string? Location(int status) => status is 301 or 302 or 303 or 307 or 308 ? "/moved" : null;

    /// <summary>Any refusal in the exchange's own form, for a fault that plays one.</summary>
    public static Answer Of(int status, string reason) => Error(status, reason, reason);

    // Orders
    public static Answer OrderNotFound(string id, Switches s) =>
        Error(404, s.OrderNotFoundReason, $"Order {id} not found");

    public static Answer InsufficientFunds() =>
        Error(406, "InsufficientFunds", "The order was rejected because of insufficient funds");

    public static Answer UnknownSymbol(string symbol) =>
        Error(400, "InvalidSymbol", $"Supplied value '{symbol}' is not a valid symbol");

    public static Answer InvalidOrder(string reason, string message) => Error(400, reason, message);

    private static Answer Error(int status, string reason, string message) =>
        new(
            status,
            Json.Text(
                new JsonObject
                {
                    ["result"] = "error",
                    ["reason"] = reason,
                    ["message"] = message,
                }
            )
        )
        {
            Reason = reason,
        };
}
