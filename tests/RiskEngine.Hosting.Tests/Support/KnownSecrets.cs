namespace RiskEngine.Hosting.Tests.Support;

/// <summary>A key and a secret for every session.</summary>
internal sealed class KnownSecrets : ISecretSource
{
    public string? Variable(string name) =>
        name.EndsWith("__APIKEY", StringComparison.Ordinal) ? "account-of-a-test"
        : name.EndsWith("__APISECRET", StringComparison.Ordinal) ? "secret-of-a-test"
        : name.EndsWith("__WEBHOOK__SECRET", StringComparison.Ordinal) ? "a-webhook-secret-of-a-test"
        : null;

    public string File(string path) => throw new FileNotFoundException("A test has no files.", path);
}
