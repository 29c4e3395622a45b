namespace RiskEngine.Host.CommandLine;

/// <summary>Where a running service is, and the token for it: options first, then the environment.</summary>
internal static class ServiceAddress
{
    internal const string UrlVariable = "RISKENGINE__URL";
    internal const string TokenVariable = "RISKENGINE__TOKEN";
    internal const string TokenFileVariable = "RISKENGINE__TOKEN_FILE";
    internal const string Default = "http://127.0.0.1:8800";
}
