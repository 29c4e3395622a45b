namespace RiskEngine.Gemini.Tests;

public sealed class GeminiCredentialsValidatorTests
{
    private static readonly AccountName Primary = new("primary");

    [Fact]
    public void Credentials_must_be_taken_when_they_are_as_the_exchange_issues_them()
    {
        FaultsOf(ApiKey("account-abc", "1234abcd")).ShouldBeEmpty();
        FaultsOf(ApiKey("account-abc", "1234abcd"), Primary).ShouldBeEmpty();
        FaultsOf(ApiKey("master-abc", "1234abcd"), Primary).ShouldBeEmpty();
        FaultsOf(ApiKey("account-abc", "schlüssel")).ShouldBeEmpty();
        FaultsOf(Bearer("abc.def-ghi")).ShouldBeEmpty();
    }

    [Fact]
    public void Master_key_must_be_refused_when_no_account_is_named() =>
        FaultsOf(ApiKey("master-abc", "1234abcd")).ShouldHaveSingleItem().Key.ShouldBe("account");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \t\n", "is empty")]
    [InlineData(" hidden", "begins with white space")]
    [InlineData("\uFEFF hidden", "outside ASCII|inside")]
    [InlineData("hidden\n", "ends with white space")]
    [InlineData("hid den", "inside")]
    [InlineData("hid\0den", "inside")]
    [InlineData("hid\nden", "inside")]
    [InlineData("hiddén", "outside ASCII")]
    [InlineData("\thid dén\r\n", "begins|ends|inside|outside ASCII")]
    public void Fault_must_be_named_without_showing_the_credential(string value, string said)
    {
        var expected = said.Split('|');
        Check("APIKEY", FaultsOf(ApiKey(value, "1234abcd")), expected);
        Check("TOKEN", FaultsOf(Bearer(value)), expected);
        // A secret is never in a header, so its letters are free.
        Check("APISECRET", FaultsOf(ApiKey("account-abc", value)), [.. expected.Where(x => x != "outside ASCII")]);

        static void Check(string key, ValueList<ConfigurationFault> faults, string[] expected)
        {
            faults.Count.ShouldBe(expected.Length);
            faults.ShouldAllBe(x => x.Key == key);
            faults.ShouldAllBe(x => expected.Any(part => x.Text.Contains(part)));
            faults.ToString().ShouldNotContain("hid");
        }
    }

    [Fact]
    public void Faults_must_be_listed_all_at_once() =>
        FaultsOf(ApiKey(" master-abc", "")).Select(x => x.Key).ShouldBe(["APIKEY", "APISECRET", "account"]);

    private static SessionCredentials.ApiKey ApiKey(string key, string secret) =>
        new(new Secret(key), new Secret(secret));

    private static SessionCredentials.BearerToken Bearer(string token) => new(new Secret(token));

    private static ValueList<ConfigurationFault> FaultsOf(
        SessionCredentials credentials,
        AccountName? account = null
    ) => GeminiCredentialsValidator.Validate(credentials, account ?? AccountName.OfTheKey);
}
