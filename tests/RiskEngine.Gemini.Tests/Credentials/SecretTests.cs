using System.Text.Json;

namespace RiskEngine.Gemini.Tests;

public sealed class SecretTests
{
    [Fact]
    public void Secret_must_not_be_seen_in_any_text()
    {
        var secret = new Secret("hidden");

        $"{secret}".ShouldBe("(secret)");
        JsonSerializer.Serialize(secret).ShouldBe("{}");
        typeof(Secret).GetProperties().ShouldBeEmpty();
    }

    [Fact]
    public void Credentials_must_not_be_seen_in_any_text()
    {
        SessionCredentials[] all =
        [
            new SessionCredentials.ApiKey(new Secret("hidden"), new Secret("hidden")),
            new SessionCredentials.BearerToken(new Secret("hidden")),
        ];

        foreach (var credentials in all)
        {
            credentials.ToString().ShouldContain("(secret)");
            credentials.ToString().ShouldNotContain("hidden");
            JsonSerializer.Serialize<object>(credentials).ShouldNotContain("hidden");
        }
    }

    [Fact]
    public void Secret_must_be_a_text() => Should.Throw<ArgumentNullException>(() => new Secret(null!));
}
