using System.Net;
using System.Net.Sockets;

namespace RiskEngine.Host.Service;

/// <summary>Where the service may listen: on loopback, or elsewhere with a certificate and operators of your own.</summary>
internal static class ListenRule
{
    private const string Key = "risk-engine.service.listen";

    internal static IEnumerable<ConfigurationFault> Check(ServiceSettings settings, bool hasOperators)
    {
        var address = settings.Listen;
        if (EndPointOf(address) is not { } endPoint)
        {
            yield return new ConfigurationFault(Key, $"'{address.Host}' must be localhost or an IP address.");
            yield break;
        }

        var hasCertificate = settings.Certificate.Length > 0;
        if (address.Scheme == "https" && !hasCertificate)
            yield return new ConfigurationFault("risk-engine.service.certificate", "is needed for https.");
        if (IPAddress.IsLoopback(endPoint.Address))
            yield break;
        if (address.Scheme != "https")
            yield return new ConfigurationFault(
                Key,
                $"'{address.Authority}' is not this machine alone: that needs https."
            );
        if (!hasOperators)
            yield return new ConfigurationFault(
                Key,
                $"'{address.Authority}' is not this machine alone: that needs operators, RISKENGINE__OPERATORS__<name>__TOKEN and ...__ROLES."
            );
    }

    /// <summary>The address and port; null: the host is a name.</summary>
    internal static IPEndPoint? EndPointOf(Uri address) =>
        address.Host == "localhost" ? new IPEndPoint(IPAddress.Loopback, address.Port)
        : IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? new IPEndPoint(ip, address.Port)
        : null;

    /// <summary>Looks whether anybody listens there already; a port that is to be found is free.</summary>
    /// <exception cref="IOException">Somebody does, or it is no address of this machine.</exception>
    internal static void MustBeFree(Uri listen)
    {
        var at = EndPointOf(listen)!;
        if (at.Port == 0)
            return;
        try
        {
            using var probe = new TcpListener(at);
            probe.Start();
        }
        catch (SocketException taken)
        {
            throw new IOException($"The service cannot listen on {listen}: {taken.Message}.", taken);
        }
    }
}
