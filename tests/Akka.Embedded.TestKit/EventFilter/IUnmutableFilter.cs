namespace Akka.TestKit;

/// <summary>A filter that hides what it finds until it is taken away.</summary>
public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
