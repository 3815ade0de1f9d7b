package io.towersense.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A request or response of HTTP/1.1 as it travels: head and body, not one byte of it changed. */
final class HttpMessage {
    private final String head;
    private final byte[] body;

    private HttpMessage(String head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    /** Reads the next message; empty where the connection ends instead. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(1024);
        String line = line(in);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        while (!line.equals("\r\n")) {
            head.append(line);
            line = line(in);
            if (line.isEmpty()) {
                throw new EOFException();
            }
        }
        head.append(line);
        HttpMessage bare = new HttpMessage(head.toString(), new byte[0]);
        if (bare.header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return Optional.of(new HttpMessage(bare.head, chunks(in)));
        }
        int length = bare.header("content-length").map(Integer::parseInt).orElse(0);
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return Optional.of(new HttpMessage(bare.head, body));
    }

    /** The value of a header, whose name is given in lower case. */
    Optional<String> header(String name) {
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** A chunked body as it travels, its sizes and its trailer included. */
    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            String line = line(in);
            body.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
            size = Integer.parseInt(line.split("[;\r]", 2)[0], 16);
            body.writeBytes(in.readNBytes(size));
            body.writeBytes(line(in).getBytes(StandardCharsets.ISO_8859_1));
        } while (size > 0);
        return body.toByteArray();
    }

    /** The next line with its end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(80);
        int letter = in.read();
        while (letter >= 0 && letter != '\n') {
            line.append((char) letter);
            letter = in.read();
        }
        if (letter < 0) {
            if (line.length() > 0) {
                throw new EOFException();
            }
            return "";
        }
        return line.append('\n').toString();
    }
}
