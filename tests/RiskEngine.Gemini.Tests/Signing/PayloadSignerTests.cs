using System.Text;
using System.Text.Json;

namespace RiskEngine.Gemini.Tests;

public sealed class PayloadSignerTests
{
    private static readonly JsonElement Vectors = SigningVectors.All;

    public static TheoryData<string, string, string?, string> All
    {
        get
        {
            var rows = new TheoryData<string, string, string?, string>();
            foreach (var vector in Vectors.GetProperty("vectors").EnumerateArray())
                rows.Add(
                    vector.GetProperty("origin").GetString()!,
                    vector.GetProperty("payload").GetString()!,
                    vector.TryGetProperty("base64", out var base64) ? base64.GetString() : null,
                    vector.GetProperty("signature").GetString()!
                );
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Signature_must_match_the_vector(string origin, string payload, string? base64, string signature)
    {
        var signer = new PayloadSigner(new Secret(Vectors.GetProperty("secret").GetString()!));

        var signed = signer.Sign(Encoding.UTF8.GetBytes(payload));

        signed.Signature.ShouldBe(signature, origin);
        signed.Base64.ShouldBe(base64 ?? Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)), origin);
    }

    [Fact]
    public void Secret_must_be_used_as_utf8()
    {
        var signed = new PayloadSigner(new Secret("schlüssel")).Sign("{}"u8);

        var expected = System.Security.Cryptography.HMACSHA384.HashData("schlüssel"u8, "e30="u8);
        signed.ShouldBe(new SignedPayload("e30=", Convert.ToHexStringLower(expected)));
    }

    [Fact]
    public void Payload_must_be_signed_the_same_when_it_is_too_long_for_the_stack()
    {
        var payload = new byte[100_000];

        var signed = new PayloadSigner(new Secret("s")).Sign(payload);

        var base64 = Convert.ToBase64String(payload);
        var expected = System.Security.Cryptography.HMACSHA384.HashData("s"u8, Encoding.ASCII.GetBytes(base64));
        signed.ShouldBe(new SignedPayload(base64, Convert.ToHexStringLower(expected)));
    }

    [Fact]
    public void Signing_must_allocate_nothing_but_the_two_header_texts()
    {
        var authenticator = Authenticator.Of(
            Gateways.ApiKey,
            Gateways.Options with
            {
                NonceJson = NonceJson.String,
                Account = new AccountName("primary"),
            },
            TimeProvider.System
        );
        var request = Gateways.Outbound(Gateways.CancelSession);
        var signed = authenticator.Sign(request);
        authenticator.Sign(request);

        var before = GC.GetAllocatedBytesForCurrentThread();
        authenticator.Sign(request);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBeLessThanOrEqualTo(SizeOf(signed.Base64) + SizeOf(signed.Signature));
    }

    // Header, length, two bytes a character and a terminator, in steps of eight bytes.
    private static long SizeOf(string text) => (22 + 2 * text.Length + 7) / 8 * 8;
}
