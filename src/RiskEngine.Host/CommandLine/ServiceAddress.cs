using System.Diagnostics.CodeAnalysis;

namespace RiskEngine.Host.CommandLine;

/// <summary>Where a running service is, and the token for it: options first, then the environment.</summary>
internal static class ServiceAddress
{
    internal const string UrlVariable = "RISKENGINE__URL";
    internal const string TokenVariable = "RISKENGINE__TOKEN";
    internal const string TokenFileVariable = "RISKENGINE__TOKEN_FILE";
    internal const string Default = "http://127.0.0.1:8800";

    /// <summary>Reads an address of http or https, with or without a path.</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Query: "", Fragment: "" };

    /// <summary>Reads a token without the line end that files and shells leave at it; a header takes only visible ASCII.</summary>
    internal static bool TryReadToken(string text, out string token)
    {
        token = text.Trim();
        return token.Length > 0 && token.All(character => character is > ' ' and <= '~');
    }
}
