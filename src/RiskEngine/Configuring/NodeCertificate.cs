namespace RiskEngine;

/// <summary>What a service's node shows the other nodes of its cluster, and by what it knows theirs. All of them are PEM files.</summary>
/// <param name="File">The node's certificate.</param>
/// <param name="KeyFile">The certificate's key; empty: it stands in the certificate's file.</param>
/// <param name="Authority">The certificate of the authority that has signed every node's, and nobody else's.</param>
public sealed record NodeCertificate(string File, string KeyFile, string Authority)
{
    internal static NodeCertificate? Read(SectionReader section, bool isNeeded)
    {
        var read = new NodeCertificate(
            section.Text("certificate"),
            section.Text("certificate-key"),
            section.Text("certificate-authority")
        );
        if (!isNeeded)
            return null;
        if (read.File.Length == 0)
            section.Fault("certificate", "is needed where cluster.address is tls.", 0);
        if (read.Authority.Length == 0)
            section.Fault("certificate-authority", "is needed where cluster.address is tls.", 0);
        return read;
    }
}
