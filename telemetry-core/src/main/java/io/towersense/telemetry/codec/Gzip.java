package io.towersense.telemetry.codec;

import io.towersense.telemetry.message.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The gzip form of a message, inflated no further than a message may be. */
final class Gzip {
    private Gzip() {}

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    /** @throws UndecodableException if it is no gzip, is cut short, or inflates to more than allowed */
    static byte[] inflate(byte[] wire) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            byte[] json = gzip.readNBytes(Batch.MOST_INFLATED_BYTES + 1);
            if (json.length > Batch.MOST_INFLATED_BYTES) {
                throw new UndecodableException(
                        "the message inflates to more than " + Batch.MOST_INFLATED_BYTES + " bytes");
            }
            return json;
        } catch (IOException e) {
            String why = e.getMessage();
            throw new UndecodableException("no valid gzip: " + (why == null ? "it is cut short" : why));
        }
    }
}
