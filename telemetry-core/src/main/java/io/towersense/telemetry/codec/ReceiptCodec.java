package io.towersense.telemetry.codec;

import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;

/** A receipt as JSON: {@code {"id":"<sha256>","stored":99,"quarantined":1}}. */
public final class ReceiptCodec {
    private ReceiptCodec() {}

    /** The receipt's JSON, UTF-8. */
    public static byte[] encode(Receipt receipt) {
        return Json.write(generator -> {
            generator.writeStartObject();
            generator.writeStringField("id", receipt.id());
            generator.writeNumberField("stored", receipt.stored());
            generator.writeNumberField("quarantined", receipt.quarantined());
            generator.writeEndObject();
        });
    }

    /**
     * Reads a receipt.
     *
     * @throws UndecodableException if the bytes are anything else; the message names the field
     */
    public static Receipt decode(byte[] json) {
        TreeReader receipt = TreeReader.of(json);
        String id = receipt.text("id");
        if (!MessageId.isMessageId(id)) {
            throw new UndecodableException("id: is not a SHA-256 in lower-case hex");
        }
        return new Receipt(id, receipt.count("stored"), receipt.count("quarantined"));
    }
}
