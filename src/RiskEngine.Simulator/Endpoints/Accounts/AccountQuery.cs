using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Rules;

namespace RiskEngine.Simulator.Endpoints.Accounts;

/// <summary>
/// <c>/v1/account</c>: whose account it is. There is no id in it; <c>primary</c> is every customer's short name, so what tells
/// two apart is the reference code, and without one the time of creation.
/// </summary>
internal static class AccountQuery
{
    /// <summary>A day on which every account of the simulator was opened, each at a time of its own.</summary>
    private static readonly DateTimeOffset Opening = new(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);

    public static Answer Run(Call call)
    {
        var name = call.Book.Account;
        var mark = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        var answer = new JsonObject
        {
            ["account"] = new JsonObject
            {
                ["accountName"] = name == Account.Primary ? "Primary" : name,
                ["shortName"] = name,
                ["type"] = "exchange",
                ["created"] = WireText.Of(
                    Opening.ToUnixTimeMilliseconds() + BitConverter.ToUInt32(mark) % (24 * 60 * 60 * 1000)
                ),
                ["verificationToken"] = Convert.ToHexStringLower(mark[..16]),
            },
            ["users"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "A. Trader",
                    ["lastSignIn"] = "2024-05-06T07:08:09.101Z",
                    ["status"] = "Active",
                    ["countryCode"] = "US",
                    ["isVerified"] = true,
                }
            ),
        };
        if (call.Switches.AccountHasReferenceCode)
            answer["memo_reference_code"] = $"SIM{Convert.ToHexString(mark[..6])}";
        return Json.Ok(answer);
    }
}
