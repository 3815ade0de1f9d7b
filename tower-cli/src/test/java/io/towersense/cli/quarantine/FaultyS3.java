package io.towersense.cli.quarantine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A bucket whose calls can be made to fail, and whose pages are counted. */
final class FaultyS3 implements S3Client {
    final List<Integer> pages = new ArrayList<>();
    private final S3Client s3;
    private boolean losesAnswer;
    private Consumer<PutObjectRequest> beforePut = request -> {};
    private Consumer<GetObjectRequest> beforeGet = request -> {};
    private Consumer<DeleteObjectRequest> beforeDelete = request -> {};

    FaultyS3(S3Client s3) {
        this.s3 = s3;
    }

    void beforePut(Consumer<PutObjectRequest> action) {
        beforePut = action;
    }

    void beforeGet(Consumer<GetObjectRequest> action) {
        beforeGet = action;
    }

    void beforeDelete(Consumer<DeleteObjectRequest> action) {
        beforeDelete = action;
    }

    /** Lets the next write arrive without an answer, so that it is repeated as the SDK does. */
    void loseAnswer() {
        losesAnswer = true;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        beforePut.accept(request);
        if (losesAnswer) {
            losesAnswer = false;
            s3.putObject(request, body);
        }
        return s3.putObject(request, body);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        beforeDelete.accept(request);
        return s3.deleteObject(request);
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        beforeGet.accept(request);
        return s3.getObject(request, transformer);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        ListObjectsV2Response page = s3.listObjectsV2(request);
        pages.add(page.contents().size());
        return page;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
