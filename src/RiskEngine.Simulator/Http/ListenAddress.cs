using System.Net;

namespace RiskEngine.Simulator.Http;

/// <summary>Where the simulator may listen: a loopback address alone, so that no secret ever leaves the machine.</summary>
internal static class ListenAddress
{
    /// <summary>What is wrong with the URL; null when nothing is.</summary>
    public static string? FaultOf(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return $"'{url.OriginalString}' is not an http or https address";
        if (!url.IsLoopback)
            return $"'{url.OriginalString}' is not a loopback address: the simulator serves this machine only, use 127.0.0.1";
        return url.PathAndQuery == "/" ? null : $"'{url.OriginalString}' has a path: give address and port only";
    }

    /// <summary>The end point of a URL without faults; the name localhost means 127.0.0.1.</summary>
    public static IPEndPoint EndPointOf(Uri url) =>
        new(IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : IPAddress.Loopback, url.Port);
}
