namespace Akka.TestKit;

/// <summary>The one place where tests block: the methods of Akka.TestKit that are not asynchronous promise it.</summary>
internal static class Blocking
{
#pragma warning disable RS0030 // Blocking is what these methods are for.
    public static bool Wait(Task task, TimeSpan limit) => task.Wait(limit);

    public static T Result<T>(Task<T> task) => task.GetAwaiter().GetResult();

    public static void Pause(TimeSpan time) => Thread.Sleep(time);
#pragma warning restore RS0030

    /// <summary>The result of a task that has blocked instead of waiting.</summary>
    public static T Result<T>(ValueTask<T> completed) => completed.GetAwaiter().GetResult();

    public static async ValueTask Pause(TimeSpan time, bool block, CancellationToken cancellation)
    {
        if (block)
            Pause(time);
        else
            await Task.Delay(time, TimeProvider.System, cancellation).ConfigureAwait(false);
    }
}
