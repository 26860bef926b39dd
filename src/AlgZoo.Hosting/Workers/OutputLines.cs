using System.Text;

namespace AlgZoo.Hosting;

/// <summary>Cuts a stream of bytes that may hold anything into lines fit for a log, in bounded memory.</summary>
internal static class OutputLines
{
    private const int BufferBytes = 8192;

    // A line's bytes beyond this are read and dropped; the text of a line is shorter still.
    private const int MaximumLineBytes = 4 * OneLine.MaximumLength;

    /// <summary>Reads to the end of the stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="add">Receives each line that is not blank.</param>
    public static async Task ReadAsync(Stream stream, Action<string> add)
    {
        byte[] buffer = new byte[BufferBytes];
        byte[] line = new byte[MaximumLineBytes];
        int length = 0;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                for (int i = 0; i < read; i++)
                {
                    if (buffer[i] == (byte)'\n')
                    {
                        Finish();
                    }
                    else if (length < MaximumLineBytes)
                    {
                        line[length++] = buffer[i];
                    }
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The end, too.
        }

        Finish();

        void Finish()
        {
            string text = OneLine.Of(Encoding.UTF8.GetString(line, 0, length));
            length = 0;
            if (text.Length > 0)
            {
                add(text);
            }
        }
    }
}
